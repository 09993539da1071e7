/* The language of what people read: errors, notes, help, manual pages.
 *
 * Messages stand in English in the code, as _("…"), in tables N_("…"), with a
 * number ngettext("…", "…", n); zh_CN.po beside this file has them in Chinese,
 * and msgfmt makes the catalogue of it that gettext reads.  Data (records,
 * their keys, ids) is the same in every language.
 */
#ifndef PLAN_MESSAGES_H
#define PLAN_MESSAGES_H

#include <glib/gi18n.h>

#define MESSAGES_DOMAIN "plan-search"

/* First thing in main: the language is the environment's (LC_ALL, LC_MESSAGES,
 * LANG, LANGUAGE), also where its locale is not installed; everything is
 * UTF-8 and numbers are written as in C, whatever the locale. */
void messages_init(void);
#endif

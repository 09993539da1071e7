/* Ids of the command line: the units they name, and what was meant by those
 * that name none. */
#ifndef PLAN_SEARCH_IDS_H
#define PLAN_SEARCH_IDS_H

#include "searcher/cmd/cmd.h"

/* An id whose plan may be named in short: by the beginning of its id, or by a
 * place (清远, 清远市), where that is one plan's.  The whole id, or the given
 * one where no plan or several may be meant; caller frees.  NULL with error. */
char *id_meant(const struct session *session, const char *id, GError **error);

/* Names on standard error an id that is not there, and what may have been
 * meant; what: "no unit, section or plan".  False with error. */
bool complain_missing(const struct session *session, const char *what,
                      const char *id, GError **error);
#endif

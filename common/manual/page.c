/* A manual page, for the terminal or as roff(7) with the macros of man(7).
 *
 * In roff a line that begins with . or ' is a request and \ begins an escape;
 * -, ', `, ^ and ~ would be set as typographic signs that nobody can copy into
 * a shell.  Input lines stay short and each sentence begins one, as groff(7)
 * and mandoc -Tlint ask.
 */
#include "common/manual/manual.h"

#include "common/emit/emit.h"
#include "common/messages/messages.h"

#include <string.h>

/* When the pages last changed in substance: a date of the build would make two
 * builds differ. */
#define PAGE_DATE "2026-11-22"

enum { WIDTH = 79, ROFF_LINE = 72 };

struct manual_page {
    enum manual_form form;
    struct page page; /* writes into text */
    GString *text;
    bool fresh; /* right under a heading */
};

/* ---- roff */

static const char *roff_sign(char c)
{
    switch (c) {
    case '\\':
        return "\\e";
    case '-':
        return "\\-";
    case '\'':
        return "\\(aq";
    case '`':
        return "\\(ga";
    case '^':
        return "\\(ha";
    case '~':
        return "\\(ti";
    case '"':
        return "\\(dq";
    default:
        return NULL;
    }
}

static void roff_escape(GString *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        bool start = out->len == 0 || out->str[out->len - 1] == '\n';
        const char *sign = roff_sign(*at);
        if (start && *at == '.')
            g_string_append(out, "\\&");
        if (sign != NULL)
            g_string_append(out, sign);
        else
            g_string_append_c(out, *at);
    }
}

static bool ends_sentence(const char *word)
{
    gsize length = strlen(word);
    return length > 0 && strchr(".?!:", word[length - 1]) != NULL;
}

/* One paragraph, its words on short lines. */
static void roff_fill(GString *out, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    gsize line = out->len;
    for (guint i = 0; words[i] != NULL; i++) {
        gsize used = out->len - line;
        bool wrap = i > 0 && (ends_sentence(words[i - 1]) ||
                              used + strlen(words[i]) > ROFF_LINE);
        if (i > 0)
            g_string_append_c(out, wrap ? '\n' : ' ');
        if (wrap)
            line = out->len;
        roff_escape(out, words[i]);
    }
    g_string_append_c(out, '\n');
}

static void roff_font(GString *out, char font, const char *text)
{
    g_string_append_printf(out, "\\f%c", font);
    roff_escape(out, text);
    g_string_append(out, "\\fR");
}

static void roff_heading(GString *out, const char *macro, const char *text)
{
    g_string_append_printf(out, ".%s ", macro);
    roff_escape(out, text);
    g_string_append_c(out, '\n');
}

static void roff_title(GString *out, const char *name, const char *section,
                       const char *source)
{
    g_autofree char *title = g_ascii_strup(name, -1); /* as man(7) asks */
    g_string_append_printf(
        out,
        ".\\\" -*- coding: UTF-8 -*-\n"
        ".\\\" Made from the program's tables by 'plan-search help man' and "
        "its like.\n.TH %s %s %s \"%s\"\n",
        title, section, PAGE_DATE, source);
}

/* ---- both */

struct manual_page *manual_page_new(enum manual_form form, const char *name,
                                    const char *section, const char *about,
                                    const char *source)
{
    struct manual_page *page = g_new0(struct manual_page, 1);
    page->form = form;
    page->text = g_string_new(NULL);
    page->page = (struct page){.out = page->text, .width = WIDTH};
    if (form == MANUAL_ROFF) {
        roff_title(page->text, name, section, source);
        manual_heading(page, _("NAME"));
        roff_escape(page->text, name);
        g_string_append(page->text, " \\- ");
        roff_fill(page->text, about);
        return page;
    }
    g_autofree char *line =
        g_strdup_printf("%s(%s) - %s", name, section, about);
    page_flow(&page->page, PAGE_PLAIN, 0, line, NULL);
    return page;
}

void manual_heading(struct manual_page *page, const char *text)
{
    if (page->form == MANUAL_ROFF)
        roff_heading(page->text, "SH", text);
    else
        g_string_append_printf(page->text, "\n%s\n", text);
    page->fresh = true;
}

void manual_subheading(struct manual_page *page, const char *text)
{
    if (page->form == MANUAL_ROFF)
        roff_heading(page->text, "SS", text);
    else
        g_string_append_printf(page->text, "%s  %s\n", page->fresh ? "" : "\n",
                               text);
    page->fresh = true;
}

static void paragraph(struct manual_page *page, const char *text)
{
    if (page->form == MANUAL_ROFF) {
        if (!page->fresh)
            g_string_append(page->text, ".PP\n");
        roff_fill(page->text, text);
    } else {
        if (!page->fresh)
            page_newline(&page->page);
        page_flow(&page->page, PAGE_PLAIN, 4, text, NULL);
    }
    page->fresh = false;
}

void manual_text(struct manual_page *page, const char *text)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);
    for (char **at = paragraphs; *at != NULL; at++)
        paragraph(page, *at);
}

void manual_item(struct manual_page *page, const char *tag,
                 const char *argument, const char *text)
{
    if (page->form == MANUAL_ROFF) {
        g_string_append(page->text, ".TP\n");
        roff_font(page->text, 'B', tag);
        if (argument != NULL) {
            g_string_append_c(page->text, ' ');
            roff_font(page->text, 'I', argument);
        }
        g_string_append_c(page->text, '\n');
        roff_fill(page->text, text);
    } else {
        g_string_append_printf(page->text, "    %s%s%s\n", tag,
                               argument != NULL ? " " : "",
                               argument != NULL ? argument : "");
        page_flow(&page->page, PAGE_PLAIN, 8, text, NULL);
    }
    page->fresh = false;
}

void manual_indent(GString *out, guint columns, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **at = lines; *at != NULL; at++)
        g_string_append_printf(out, "%*s%s\n", (int)columns, "", *at);
}

void manual_line(struct manual_page *page, const char *line, const char *about)
{
    if (about != NULL) {
        g_autofree char *lead = g_strconcat(about, _(":"), NULL);
        paragraph(page, lead);
    }
    if (page->form == MANUAL_ROFF) {
        g_string_append(page->text, about != NULL || !page->fresh
                                        ? ".PP\n.RS 4\n.EX\n"
                                        : ".RS 4\n.EX\n");
        roff_escape(page->text, line);
        g_string_append(page->text, "\n.EE\n.RE\n");
    } else {
        manual_indent(page->text, 8, line);
    }
    page->fresh = false;
}

char *manual_page_finish(struct manual_page *page)
{
    char *text = g_string_free(page->text, FALSE);
    g_free(page);
    return text;
}

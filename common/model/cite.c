/* Headings as paths show them, and citations: where a unit stands, as a
 * reader would say it, so that a quotation can be looked up on paper.
 *
 *   《甲市规划》三（二）第4段      第三章第二节“要点”第1段      第1表第3行
 *
 * A marker loses its stop or comma; a dotted one (1.1.1) says the numbers above
 * it too, so they are left out; a heading without a marker stands in quotes.
 * An article of a law is cited by its own number.
 */
#include "common/model/inside.h"

#include <string.h>

/* Characters at a marker's end after which no space stands: 三、 （三） 1．. */
static bool ends_in_punctuation(const char *marker)
{
    const char *end = marker + strlen(marker);
    const char *last = g_utf8_find_prev_char(marker, end);
    return last != NULL && g_unichar_ispunct(g_utf8_get_char(last));
}

char *heading_label(const char *marker, const char *text)
{
    if (marker == NULL || *marker == '\0')
        return g_strdup(text != NULL ? text : "");
    if (text == NULL || *text == '\0')
        return g_strdup(marker);
    return g_strconcat(marker, ends_in_punctuation(marker) ? "" : " ", text,
                       NULL);
}

static const GRegex *marker_pattern(void)
{
    static GRegex *pattern;
    static gsize once;
    if (g_once_init_enter(&once)) {
        pattern =
            g_regex_new("^(?:(?:第[0-9零〇一二三四五六七八九十百]+"
                        "(?:[编篇章节条款]|部分)|(专栏 ?[-0-9零〇一二三四五"
                        "六七八九十百]+)|[0-9]+(?:[.．][0-9]+)+)(?= |$)|"
                        "(?:[0-9]+|[零〇一二三四五六七八九十百]+)[、．.]|"
                        "[（(][0-9零〇一二三四五六七八九十百]+[）)])",
                        G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&once, 1);
    }
    return pattern;
}

gsize label_marker(const char *label, bool *box)
{
    g_autoptr(GMatchInfo) match = NULL;
    int start = 0, end = 0;
    *box = false;
    if (!g_regex_match(marker_pattern(), label, 0, &match))
        return 0;
    g_match_info_fetch_pos(match, 0, NULL, &end);
    *box = g_match_info_fetch_pos(match, 1, &start, NULL) && start >= 0;
    return (gsize)end;
}

static bool is_dotted(const char *marker)
{
    return strpbrk(marker, "0123456789") != NULL &&
           marker_components(marker) > 1;
}

static void cite_marker(GString *out, const char *marker)
{
    gsize begin = out->len;
    g_string_append(out, marker);
    while (out->len > begin) {
        const char *last =
            g_utf8_find_prev_char(out->str + begin, out->str + out->len);
        gunichar c = g_utf8_get_char(last);
        if (c != '.' && c != ',' && c != ' ' && c != 0xFF0E /* ． */ &&
            c != 0xFF0C /* ， */ && c != 0x3001 /* 、 */)
            break;
        g_string_truncate(out, (gsize)(last - out->str));
    }
}

static void cite_sections(GString *out, const struct plan *plan, int index)
{
    if (index == NO_SECTION)
        return;
    const struct section *section =
        g_ptr_array_index(plan->sections, (guint)index);
    bool marked = section->marker != NULL && *section->marker != '\0';
    if (!marked || section->box || !is_dotted(section->marker))
        cite_sections(out, plan, section->parent);
    if (marked)
        cite_marker(out, section->marker);
    else
        g_string_append_printf(out, "“%s”", section->text);
}

/* The numbers of an id's last part, whose letter is `letter`: 4 of "…/p4". */
static bool id_number(const char *id, char letter, guint *number)
{
    const char *tail = strrchr(id, '/');
    if (tail == NULL || tail[1] != letter || !g_ascii_isdigit(tail[2]))
        return false;
    *number = (guint)g_ascii_strtoull(tail + 2, NULL, 10);
    return true;
}

static bool is_article(const char *marker)
{
    return marker != NULL && g_str_has_prefix(marker, "第") &&
           strstr(marker, "条") != NULL;
}

static void cite_row(GString *out, const char *id)
{
    guint table;
    const char *row = strrchr(id, '.');
    if (!id_number(id, 't', &table))
        return;
    g_string_append_printf(out, "第%u表", table);
    if (row != NULL && row[1] == 'r')
        g_string_append_printf(out, "第%s行", row + 2);
}

static void cite_place(GString *out, const struct unit *unit)
{
    guint number;
    switch (unit->kind) {
    case UNIT_PARAGRAPH:
        if (id_number(unit->id, 'p', &number))
            g_string_append_printf(out, "第%u段", number);
        break;
    case UNIT_NOTE:
        if (id_number(unit->id, 'n', &number))
            g_string_append_printf(out, "注%u", number);
        break;
    case UNIT_ROW:
    case UNIT_CAPTION:
        cite_row(out, unit->id);
        break;
    case UNIT_HEADING:
    case UNIT_TITLE:
        break;
    }
}

char *cite_where(const struct plan *plan, const struct unit *unit)
{
    GString *out = g_string_new(NULL);
    if (unit->kind == UNIT_PARAGRAPH && is_article(unit->marker)) {
        g_string_append(out, unit->marker);
    } else {
        cite_sections(out, plan, unit->section);
        cite_place(out, unit);
    }
    return g_string_free(out, false);
}

char *unit_cite(const struct plan *plan, const struct unit *unit)
{
    g_autofree char *where = cite_where(plan, unit);
    return g_strconcat("《", plan_title(plan), "》", where, NULL);
}

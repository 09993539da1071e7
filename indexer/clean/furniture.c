/* Tells the lines of the page from those of the plan: navigation and record
 * sheet before it, links and imprint after it, page numbers, running heads and
 * the table of contents within it.  Rules with their reasons stand in
 * corpus/rules/furniture.tsv. */
#include "indexer/clean/internal.h"

#include "common/data/data.h"

#include <string.h>

/* How many lines a title may have before and after it that are the page's. */
#define HEAD_LINES 120
#define RECORD_LINES 10
#define TAIL_LINES 80
/* A link or a label is shorter than this. */
#define LABEL_CHARS 40

struct rule {
    const char *where;
    const char *exact; /* or NULL */
    GRegex *regex;
};

static struct rule *rule_new(char **row)
{
    struct rule *rule = g_new0(struct rule, 1);
    rule->where = row[0];
    if (strcmp(row[1], "exact") == 0)
        rule->exact = row[2];
    else
        rule->regex = g_regex_new(row[2], G_REGEX_OPTIMIZE, 0, NULL);
    g_assert(rule->exact != NULL || rule->regex != NULL);
    return rule;
}

static const GPtrArray *rules_get(void)
{
    static gsize ready;
    static GPtrArray *rules;
    if (g_once_init_enter(&ready)) {
        const GPtrArray *rows = data_table("rules/furniture.tsv", 4);
        rules = g_ptr_array_new();
        for (guint i = 0; i < rows->len; i++)
            g_ptr_array_add(rules, rule_new(g_ptr_array_index(rows, i)));
        g_once_init_leave(&ready, 1);
    }
    return rules;
}

static bool matches(const struct line *line, const char *where)
{
    if (line->chars == 0 || line->chars > 2 * LABEL_CHARS)
        return false;
    const GPtrArray *rules = rules_get();
    for (guint i = 0; i < rules->len; i++) {
        const struct rule *rule = g_ptr_array_index(rules, i);
        if (strcmp(rule->where, where) != 0)
            continue;
        if (rule->exact != NULL
                ? strcmp(rule->exact, line->text) == 0
                : g_regex_match(rule->regex, line->text, 0, NULL))
            return true;
    }
    return false;
}

static struct line *line_at(const GPtrArray *lines, guint i)
{
    return g_ptr_array_index(lines, i);
}

static bool is_sentence(const struct line *line)
{
    return g_str_has_suffix(line->text, "。") || line->chars > LABEL_CHARS;
}

static bool is_title(const struct line *line)
{
    static const char *const words[] = {"规划", "纲要", "计划", "方案", "意见"};
    if (line->chars < 8 || is_sentence(line) || matches(line, "before") ||
        matches(line, "head"))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(line->text, words[i]) != NULL)
            return true;
    return false;
}

/* The line of the title, when a page's own lines stand before it; else -1. */
static int title_line(const GPtrArray *lines)
{
    bool page = false;
    for (guint i = 0; i < lines->len && i < HEAD_LINES; i++) {
        const struct line *line = line_at(lines, i);
        page |= matches(line, "before") || matches(line, "head");
        if (is_title(line))
            return page || i == 0 ? (int)i : -1;
        if (is_sentence(line))
            return -1;
    }
    return -1;
}

static void mark_head(GPtrArray *lines)
{
    int title = title_line(lines);
    for (int i = 0; i < title; i++)
        line_at(lines, (guint)i)->furniture =
            line_at(lines, (guint)i)->chars > 0;
    guint first = title < 0 ? 0 : (guint)title + 1;
    for (guint i = first, seen = 0; i < lines->len && seen < RECORD_LINES;
         i++) {
        struct line *line = line_at(lines, i);
        seen += line->chars > 0;
        if (matches(line, "head"))
            line->furniture = true;
        else if (is_sentence(line))
            break;
    }
}

/* From the first link of the foot on, when only labels follow it. */
static void mark_tail(GPtrArray *lines)
{
    guint first = lines->len;
    for (guint i = lines->len, seen = 0; i > 0 && seen < TAIL_LINES; i--) {
        const struct line *line = line_at(lines, i - 1);
        seen += line->chars > 0;
        if (matches(line, "after"))
            first = i - 1;
        else if (is_sentence(line))
            break;
    }
    for (guint i = first; i < lines->len; i++)
        line_at(lines, i)->furniture |= line_at(lines, i)->chars > 0;
}

static bool is_number(const char *text)
{
    return *text != '\0' && strlen(text) <= 4 &&
           text[strspn(text, "0123456789")] == '\0';
}

/* Lone numbers that count the pages: they run 1, 2, 3 … or from where the
 * text begins, each a page after the last, and no cell stands beside them. */
static void mark_page_numbers(GPtrArray *lines)
{
    g_autoptr(GArray) pages = g_array_new(false, false, sizeof(guint));
    long last = -1;
    guint last_at = 0;
    for (guint i = 0; i < lines->len; i++) {
        const struct line *line = line_at(lines, i);
        if (!is_number(line->text) || line->tab)
            continue;
        long number = strtol(line->text, NULL, 10);
        if (last < 0 || (number == last + 1 && i - last_at >= 8)) {
            g_array_append_val(pages, i);
            last = number;
            last_at = i;
        } else {
            return; /* numbers of another kind: cells of a table */
        }
    }
    for (guint i = 0; pages->len >= 3 && i < pages->len; i++)
        line_at(lines, g_array_index(pages, guint, i))->furniture = true;
}

static bool can_run(const struct line *line)
{
    return line->chars >= 8 && !is_sentence(line) && !line->tab &&
           g_utf8_strchr("，；：、,;", -1,
                         g_utf8_get_char(g_utf8_prev_char(
                             line->text + strlen(line->text)))) == NULL;
}

/* A running head is the same line on many pages; the first may be the title. */
static void mark_running_heads(GPtrArray *lines)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lines->len; i++) {
        const struct line *line = line_at(lines, i);
        if (!can_run(line) || line->furniture)
            continue;
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(seen, line->text));
        g_hash_table_insert(seen, line->text, GUINT_TO_POINTER(count + 1));
    }
    g_autoptr(GHashTable) kept = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lines->len; i++) {
        struct line *line = line_at(lines, i);
        if (!can_run(line) ||
            GPOINTER_TO_UINT(g_hash_table_lookup(seen, line->text)) < 3)
            continue;
        if (!g_hash_table_add(kept, line->text) || !is_title(line))
            line->furniture = true;
    }
}

static bool is_contents(const struct line *line)
{
    g_autofree char *text = g_strdup(line->text);
    g_strdelimit(text, " \t", ' ');
    g_auto(GStrv) parts = g_strsplit(text, " ", -1);
    g_autofree char *word = g_strjoinv("", parts);
    return strcmp(word, "目录") == 0 || strcmp(word, "目次") == 0;
}

/* A table of contents without page numbers: after 目录 each line is a heading
 * that comes again; it ends where the first of them does. */
static void mark_contents(GPtrArray *lines)
{
    guint at = 0;
    while (at < lines->len && !is_contents(line_at(lines, at)))
        at++;
    g_autoptr(GHashTable) listed = g_hash_table_new(g_str_hash, g_str_equal);
    guint end = at;
    for (guint i = at + 1; i < lines->len; i++) {
        const struct line *line = line_at(lines, i);
        if (is_sentence(line))
            break;
        if (line->chars == 0 || line->furniture)
            continue;
        if (g_hash_table_contains(listed, line->text)) {
            end = i;
            break;
        }
        g_hash_table_add(listed, line->text);
    }
    for (guint i = at; i < end; i++)
        line_at(lines, i)->furniture |= line_at(lines, i)->chars > 0;
}

void furniture_mark(GPtrArray *lines)
{
    mark_head(lines);
    mark_tail(lines);
    for (guint i = 0; i < lines->len; i++) {
        struct line *line = line_at(lines, i);
        line->furniture |= !line->tab && matches(line, "any");
    }
    mark_page_numbers(lines);
    mark_contents(lines);
    mark_running_heads(lines);
}

/* Tells the lines of the page from those of the plan: navigation and record
 * sheet before it, links and imprint after it, page numbers, running heads and
 * the table of contents within it.  Rules with their reasons stand in
 * corpus/rules/furniture.tsv. */
#include "indexer/clean/internal.h"

#include "common/data/data.h"
#include "common/text/text.h"

#include <string.h>

/* How many lines a title may have before and after it that are the page's. */
#define HEAD_LINES 120
#define RECORD_LINES 10
#define TAIL_LINES 80
/* Lone numbers are page numbers when this many count on … */
#define PAGES_MIN 3
/* … at least this many lines apart, beside a line this long, from a number no
 * greater than this, in a source most of whose lines are this long. */
#define PAGE_LINES_MIN 8
#define NEIGHBOUR_CHARS 8
#define FIRST_PAGE_MAX 9
#define FIRST_TRIES 40
#define TEXT_CHARS 15
/* The title on so many lines is a running head. */
#define RUNNING_MIN 3
/* A page's head is at least this long. */
#define HEAD_CHARS_MIN 4
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

static bool is_sentence(const struct line *line)
{
    return g_str_has_suffix(line->text, "。") || line->chars > LABEL_CHARS;
}

static bool is_title(const struct line *line)
{
    static const char *const words[] = {"规划", "纲要", "计划", "方案", "意见"};
    bool named = false;
    if (line->chars < 8 || is_sentence(line))
        return false;
    for (guint i = 0; !named && i < G_N_ELEMENTS(words); i++)
        named = strstr(line->text, words[i]) != NULL;
    return named && !matches(line, "before") && !matches(line, "head");
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

/* The next line with text on one side; NULL when there is none. */
static struct line *beside(const GPtrArray *lines, guint at, int step)
{
    for (int i = (int)at + step; i >= 0 && i < (int)lines->len; i += step)
        if (line_at(lines, (guint)i)->chars > 0)
            return line_at(lines, (guint)i);
    return NULL;
}

static bool is_long(const struct line *line)
{
    return line != NULL && line->chars >= NEIGHBOUR_CHARS;
}

struct number {
    guint line; /* index */
    long value;
};

/* The lone numbers beside running text, as at a page's end. */
static GArray *lone_numbers(const GPtrArray *lines)
{
    GArray *numbers = g_array_new(false, false, sizeof(struct number));
    for (guint i = 0; i < lines->len; i++) {
        const struct line *line = line_at(lines, i);
        if (!is_number(line->text) || line->tab ||
            !(is_long(beside(lines, i, -1)) || is_long(beside(lines, i, 1))))
            continue;
        struct number number = {i, strtol(line->text, NULL, 10)};
        g_array_append_val(numbers, number);
    }
    return numbers;
}

/* Indexes of the lines whose numbers count on from the one at `first`, a page
 * apart. */
static GArray *page_chain(const GArray *numbers, guint first)
{
    GArray *chain = g_array_new(false, false, sizeof(guint));
    struct number last = g_array_index(numbers, struct number, first);
    g_array_append_val(chain, last.line);
    for (guint i = first + 1; i < numbers->len; i++) {
        struct number next = g_array_index(numbers, struct number, i);
        if (next.value != last.value + 1 ||
            next.line < last.line + PAGE_LINES_MIN)
            continue;
        g_array_append_val(chain, next.line);
        last = next;
    }
    return chain;
}

static bool is_mostly_text(const GPtrArray *lines)
{
    guint filled = 0, text = 0;
    for (guint i = 0; i < lines->len; i++) {
        filled += line_at(lines, i)->chars > 0;
        text += line_at(lines, i)->chars >= TEXT_CHARS;
    }
    return text * 2 > filled;
}

/* Lone numbers that count the pages: they run on, each a page after the last,
 * beside lines of running text.  The first few numbers are tried as page one.
 */
static void mark_page_numbers(GPtrArray *lines)
{
    g_autoptr(GArray) best = NULL;
    if (!is_mostly_text(lines))
        return;
    g_autoptr(GArray) numbers = lone_numbers(lines);
    for (guint i = 0, tried = 0; i < numbers->len && tried < FIRST_TRIES; i++) {
        if (g_array_index(numbers, struct number, i).value > FIRST_PAGE_MAX)
            continue;
        tried++;
        GArray *chain = page_chain(numbers, i);
        if (best == NULL || chain->len > best->len) {
            g_clear_pointer(&best, g_array_unref);
            best = g_steal_pointer(&chain);
        }
        g_clear_pointer(&chain, g_array_unref);
    }
    for (guint i = 0; best != NULL && best->len >= PAGES_MIN && i < best->len;
         i++)
        line_at(lines, g_array_index(best, guint, i))->furniture = true;
}

static bool can_run(const struct line *line)
{
    return is_title(line) && !line->tab &&
           !text_ends_with_any(line->text, "，；：、,;");
}

/* 一、, （三） or 1. at its start: a heading that chapters share may come often
 * and be the plan's all the same. */
static bool has_number(const struct line *line)
{
    return g_utf8_strchr("（(一二三四五六七八九十0123456789①②③④⑤⑥", -1,
                         g_utf8_get_char(line->text)) != NULL;
}

/* Beside a page's number, a line that stood before (the title, a chapter's
 * heading) is the page's head. */
static void mark_page_heads(GPtrArray *lines)
{
    g_autoptr(GHashTable) first = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lines->len; i++) {
        struct line *line = line_at(lines, i);
        if (!line->furniture && !g_hash_table_contains(first, line->text))
            g_hash_table_insert(first, line->text, line);
    }
    for (guint i = 0; i < lines->len; i++) {
        if (!line_at(lines, i)->furniture)
            continue;
        for (int step = -1; step <= 1; step += 2) {
            struct line *line = beside(lines, i, step);
            if (line != NULL && !line->furniture && !is_sentence(line) &&
                line->chars >= HEAD_CHARS_MIN && !has_number(line) &&
                g_hash_table_lookup(first, line->text) != line)
                line->furniture = true;
        }
    }
}

/* The title over and over again is a running head; the first time it is the
 * title. */
static void mark_running_titles(GPtrArray *lines)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lines->len; i++) {
        const struct line *line = line_at(lines, i);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(seen, line->text));
        if (!line->furniture && can_run(line))
            g_hash_table_insert(seen, line->text, GUINT_TO_POINTER(count + 1));
    }
    g_autoptr(GHashTable) kept = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lines->len; i++) {
        struct line *line = line_at(lines, i);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(seen, line->text));
        if (!line->furniture && count >= RUNNING_MIN &&
            !g_hash_table_add(kept, line->text))
            line->furniture = true;
    }
}

static GRegex *space_regex(void)
{
    static GRegex *regex;
    if (g_once_init_enter(&regex))
        g_once_init_leave(&regex,
                          g_regex_new("\\s+", G_REGEX_OPTIMIZE, 0, NULL));
    return regex;
}

static GRegex *page_regex(void)
{
    static GRegex *regex;
    if (g_once_init_enter(&regex))
        g_once_init_leave(&regex,
                          g_regex_new("[.．。…·⋯-]*[（(]?[0-9]{1,4}[）)]?$",
                                      G_REGEX_OPTIMIZE, 0, NULL));
    return regex;
}

/* A line without white space, and, in a table of contents, without the leader
 * and the page number at its end. */
static char *key_of(const char *text, bool listed)
{
    g_autofree char *bare =
        g_regex_replace(space_regex(), text, -1, 0, "", 0, NULL);
    return listed ? g_regex_replace(page_regex(), bare, -1, 0, "", 0, NULL)
                  : g_steal_pointer(&bare);
}

static bool is_contents(const struct line *line)
{
    g_autofree char *word = key_of(line->text, false);
    return strcmp(word, "目录") == 0 || strcmp(word, "目次") == 0;
}

/* The line behind the entries that follow 目录 at `at`: a sentence, or the
 * first entry met again. */
static guint contents_end(const GPtrArray *lines, guint at, GHashTable *listed)
{
    guint i = at + 1;
    for (; i < lines->len && !is_sentence(line_at(lines, i)); i++) {
        const struct line *line = line_at(lines, i);
        if (line->chars == 0)
            continue;
        g_autofree char *plain = key_of(line->text, false);
        if (g_hash_table_contains(listed, plain))
            break;
        g_hash_table_add(listed, key_of(line->text, true));
    }
    return i;
}

/* The entries that come again behind them. */
static GHashTable *entries_met(const GPtrArray *lines, guint from,
                               GHashTable *listed)
{
    GHashTable *met =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = from; i < lines->len; i++) {
        char *key = key_of(line_at(lines, i)->text, false);
        if (g_hash_table_contains(listed, key))
            g_hash_table_add(met, key);
        else
            g_free(key);
    }
    return met;
}

/* The line behind the last entry that comes again: what follows it is text. */
static guint last_entry(const GPtrArray *lines, guint at, guint end,
                        GHashTable *met)
{
    for (; end > at + 1; end--) {
        g_autofree char *key = key_of(line_at(lines, end - 1)->text, true);
        if (g_hash_table_contains(met, key))
            break;
    }
    return end;
}

/* A table of contents without dotted leaders: after 目录 each line is a heading
 * that comes again. */
static void mark_contents(GPtrArray *lines)
{
    guint at = 0;
    while (at < lines->len && !is_contents(line_at(lines, at)))
        at++;
    if (at == lines->len)
        return;
    g_autoptr(GHashTable) listed =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint end = contents_end(lines, at, listed);
    g_autoptr(GHashTable) met = entries_met(lines, end, listed);
    if (g_hash_table_size(met) * 2 <= g_hash_table_size(listed))
        return;
    end = last_entry(lines, at, end, met);
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
    mark_page_heads(lines);
    mark_running_titles(lines);
}

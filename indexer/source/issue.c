/* Who issued a plan, and when, where its text says so:
 *
 *   the letter  甲市人民政府办公室关于印发甲市…规划的通知 before it, which must
 *               name the plan, and what is signed and dated below the letter
 *   the page    发布机构：…  成文日期：… of a government's web page
 *   the cover   a body and a date, or a date, right below the title; or when
 *               a congress adopted it
 *   the end     a body and a date as the last lines
 *
 * in this order.  A date that nothing says of the plan (a web page's own, one
 * in running text) is none of it; neither is a body that plans are only
 * mentioned with.  The words are in corpus/rules/issue.tsv.
 */
#include "indexer/source/issue.h"

#include "common/data/data.h"
#include "common/text/text.h"

#include <string.h>

enum {
    OPENING = 60, /* lines in which a letter, a page's head or a title begins */
    LETTER_LINES = 4,
    SIGNED_WITHIN = 40, /* lines below the head of a letter */
    COVER = 5,          /* lines below a title */
    CLOSING = 6,        /* the plan's last lines */
    ENDS = 200,         /* blocks at either end that are looked at */
};

enum rule {
    LETTER,
    ORGAN,
    SIGNED,
    DOTTED,
    APPROVED,
    ISSUER,
    WRITTEN,
    PUBLISHED,
    RULES
};

#define ORGANS "([\\p{Han}（）()、 ]{1,58}?(?:%s))"
#define DIGITS "[0-9０-９〇○零OＯ一二三四五六七八九十]"
#define DATE                                                                   \
    "(" DIGITS "{4})\\s*[年./-]\\s*(" DIGITS "{1,3})"                          \
    "(?:\\s*月|[./-])?(?:\\s*(" DIGITS "{1,3})(?:\\s*日)?)?"
/* In a document of its own a date has its 年 and 月. */
#define SIGNED_DATE                                                            \
    "(" DIGITS "{4})\\s*年\\s*(" DIGITS "{1,3})\\s*月"                        \
    "(?:\\s*(" DIGITS "{1,3})\\s*日)?"

/* ---- patterns, made of the rules */

static char *rules(const char *use)
{
    const GPtrArray *rows = data_table("rules/issue.tsv", 3);
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < rows->len; i++) {
        char **row = rows->pdata[i];
        if (strcmp(row[0], use) == 0)
            g_string_append_printf(all, "%s%s", all->len > 0 ? "|" : "",
                                   row[1]);
    }
    return g_string_free(all, FALSE);
}

static char *rule_text(enum rule which)
{
    g_autofree char *organ = rules("organ"), *issued = rules("issued"),
                    *letter = rules("letter"), *issuer = rules("issuer-label"),
                    *written = rules("written-label"),
                    *approved = rules("approved"),
                    *published = rules("published-label"),
                    *other = rules("other-label");
    switch (which) {
    case LETTER:
        return g_strdup_printf(
            "^(?:" ORGANS ")?关于(?:%s)"
            "《?([^《》。]{4,80}?)》?的(?:%s)(?:$|[^\\p{Han}])",
            organ, issued, letter);
    case ORGAN:
        return g_strdup_printf("^(?!各|有关)" ORGANS "$", organ);
    case SIGNED:
        return g_strdup_printf("(?:^|[。！）)（(])\\s{0,9}" ORGANS
                               "?[\\s（(]{0,9}" SIGNED_DATE "[\\s）)]{0,9}$",
                               organ);
    case DOTTED:
        return g_strdup("^(\\d{4})[.．](\\d{1,2})(?:[.．](\\d{1,2}))?$");
    case APPROVED:
        return g_strdup_printf(
            "[（(]\\s*" SIGNED_DATE "[^（）()。]{0,60}(?:%s)[）)]$", approved);
    case ISSUER:
        return g_strdup_printf("(?:%s)\\s*[】\\]]?\\s*[：:]\\s*" ORGANS
                               "(?=\\s|$|[^\\p{Han}（）()、]|(?:%s|%s|%s))",
                               issuer, organ, written, published, other);
    case WRITTEN:
        return g_strdup_printf("(?:%s)\\s*[】\\]]?\\s*[：:]\\s*" DATE, written);
    default:
        return g_strdup_printf("(?:%s)\\s*[】\\]]?\\s*[：:]\\s*" DATE,
                               published);
    }
}

static const GRegex *rule_of(enum rule which)
{
    static GRegex *all[RULES];
    static gsize once;
    if (g_once_init_enter(&once)) {
        for (int i = 0; i < RULES; i++) {
            g_autofree char *text = rule_text((enum rule)i);
            all[i] = g_regex_new(text, G_REGEX_OPTIMIZE, 0, NULL);
            g_assert(all[i] != NULL);
        }
        g_once_init_leave(&once, 1);
    }
    return all[which];
}

/* ---- dates */

static int digit_of(gunichar c)
{
    static const char *const digits[] = {
        "0０〇○零OＯ", "1１一", "2２二", "3３三", "4４四",
        "5５五",       "6６六", "7７七", "8８八", "9９九"};
    for (int i = 0; i < (int)G_N_ELEMENTS(digits); i++)
        if (g_utf8_strchr(digits[i], -1, c) != NULL)
            return i;
    return -1;
}

/* 2021, 二〇二一, 12, 十二, 三十; 十 is a digit only of numbers like the
 * latter.
 */
static guint number_of(const char *text)
{
    guint value = 0, last = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == 0x5341 /* 十 */) {
            value = MAX(value, 1) * 10;
            last = value;
        } else {
            int digit = digit_of(c);
            value = last > 0 ? last + (guint)digit : value * 10 + (guint)digit;
        }
    }
    return value;
}

/* The date of three groups from `group` on, NULL where it is none. */
static char *date_of(const GMatchInfo *match, int group)
{
    g_autofree char *years = g_match_info_fetch(match, group);
    g_autofree char *months = g_match_info_fetch(match, group + 1);
    g_autofree char *days = g_match_info_fetch(match, group + 2);
    guint year = years != NULL ? number_of(years) : 0;
    guint month = months != NULL ? number_of(months) : 0;
    guint day = days != NULL ? number_of(days) : 0;
    g_autofree char *date =
        day > 0 ? g_strdup_printf("%04u-%02u-%02u", year, month, day)
                : g_strdup_printf("%04u-%02u", year, month);
    return issue_is_date(date) ? g_steal_pointer(&date) : NULL;
}

bool issue_is_date(const char *date)
{
    guint year = 0, month = 1, day = 1;
    gsize length = strlen(date);
    for (gsize i = 0; i < length; i++)
        if (i == 4 || i == 7 ? date[i] != '-' : !g_ascii_isdigit(date[i]))
            return false;
    if (length != 4 && length != 7 && length != 10)
        return false;
    year = (guint)g_ascii_strtoull(date, NULL, 10);
    if (length >= 7)
        month = (guint)g_ascii_strtoull(date + 5, NULL, 10);
    if (length == 10)
        day = (guint)g_ascii_strtoull(date + 8, NULL, 10);
    return year >= 1949 && year <= 2100 && month <= 12 && day <= 31 &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

/* ---- lines */

static const char *line_at(const GPtrArray *lines, guint i)
{
    return i < lines->len ? lines->pdata[i] : "";
}

static bool has_line(const struct block *block, bool furniture)
{
    return block->text != NULL && (furniture || block->kind != BLOCK_FURNITURE);
}

/* The texts of blocks [first, last) that are no tables, a heading's with its
 * marker; furniture only when asked for.  Caller unrefs. */
static GPtrArray *lines_of(const GPtrArray *blocks, guint first, guint last,
                           bool furniture)
{
    GPtrArray *lines = strings_new();
    for (guint i = first; i < MIN(last, blocks->len); i++) {
        const struct block *block = g_ptr_array_index(blocks, i);
        bool heading = block->kind == BLOCK_HEADING || block->kind == BLOCK_BOX;
        if (has_line(block, furniture))
            g_ptr_array_add(
                lines, g_strstrip(heading_label(heading ? block->marker : NULL,
                                                block->text)));
    }
    return lines;
}

/* A body as it is written on: 甲 市 水 利 局 is one, 甲市水利局 甲市财政局 are
 * two.
 */
static char *organ_of(const GMatchInfo *match, int group)
{
    g_autofree char *raw = g_match_info_fetch(match, group);
    if (raw == NULL || *g_strstrip(raw) == '\0')
        return NULL;
    g_auto(GStrv) parts = g_regex_split_simple("[ \\x{3000}]+", raw, 0, 0);
    bool bodies = true;
    for (char **part = parts; *part != NULL; part++)
        bodies = bodies && g_regex_match(rule_of(ORGAN), *part, 0, NULL);
    return g_strjoinv(bodies ? "、" : "", parts);
}

static void fill(char **fact, char *value)
{
    if (*fact == NULL)
        *fact = value;
    else
        g_free(value);
}

/* A body alone on the line. */
static char *organ_alone(const char *line)
{
    g_autoptr(GMatchInfo) match = NULL;
    return g_regex_match(rule_of(ORGAN), line, 0, &match) ? organ_of(match, 1)
                                                          : NULL;
}

/* What line i signs: a date, with the body before it on the line or on the
 * line above (*organ, or NULL).  2021.12 is a date only below a body.  NULL
 * when it signs nothing. */
static char *signed_at(const GPtrArray *lines, guint i, char **organ)
{
    g_autoptr(GMatchInfo) match = NULL, dotted = NULL;
    const char *line = line_at(lines, i);
    char *above = i > 0 ? organ_alone(line_at(lines, i - 1)) : NULL,
         *date = NULL;
    *organ = NULL;
    if (g_regex_match(rule_of(SIGNED), line, 0, &match)) {
        date = date_of(match, 2);
        *organ = organ_of(match, 1);
    } else if (above != NULL &&
               g_regex_match(rule_of(DOTTED), line, 0, &dotted)) {
        date = date_of(dotted, 1);
    }
    fill(organ, above);
    if (date == NULL)
        g_clear_pointer(organ, g_free);
    return date;
}

/* （2021年2月5日…会议批准）: when it was adopted, by whom it is not issued. */
static char *approved_at(const char *line)
{
    g_autoptr(GMatchInfo) match = NULL;
    return g_regex_match(rule_of(APPROVED), line, 0, &match) ? date_of(match, 1)
                                                             : NULL;
}

/* ---- where it is said */

/* title: normalised. */
static bool names_plan(const char *named, const char *title)
{
    g_autofree char *normal = normal_text(named, -1, NULL);
    return strstr(normal, title) != NULL || strstr(title, normal) != NULL;
}

/* The head of a letter on line i and those below it. */
static bool letter_at(struct issue *issue, const GPtrArray *lines, guint i,
                      const char *title)
{
    g_autoptr(GString) head = g_string_new(NULL);
    for (guint j = i; j < MIN(lines->len, i + LETTER_LINES); j++) {
        g_autoptr(GMatchInfo) match = NULL;
        g_string_append(head, line_at(lines, j));
        if (strstr(head->str, "关于") == NULL ||
            !g_regex_match(rule_of(LETTER), head->str, 0, &match))
            continue;
        g_autofree char *named = g_match_info_fetch(match, 2);
        if (!names_plan(named, title))
            return false;
        fill(&issue->issuer, organ_of(match, 1));
        return true;
    }
    return false;
}

static void learn_letter(struct issue *issue, const GPtrArray *lines,
                         const char *title)
{
    guint head = 0, most = MIN(lines->len, OPENING);
    while (head < most && !letter_at(issue, lines, head, title))
        head++;
    if (head == most)
        return;
    for (guint i = head + 1; i < MIN(lines->len, head + SIGNED_WITHIN); i++) {
        char *organ, *date = signed_at(lines, i, &organ);
        if (date == NULL)
            continue;
        fill(&issue->issuer, organ);
        fill(&issue->date, date);
        return;
    }
}

static void learn_page(struct issue *issue, const GPtrArray *all)
{
    g_autoptr(GString) page = g_string_new(NULL);
    g_autoptr(GMatchInfo) issuer = NULL, written = NULL, published = NULL;
    for (guint i = 0; i < MIN(all->len, OPENING); i++)
        g_string_append_printf(page, "%s\n", line_at(all, i));
    bool known = g_regex_match(rule_of(ISSUER), page->str, 0, &issuer);
    if (known)
        fill(&issue->issuer, organ_of(issuer, 1));
    if (g_regex_match(rule_of(WRITTEN), page->str, 0, &written))
        fill(&issue->date, date_of(written, 1));
    if (known && g_regex_match(rule_of(PUBLISHED), page->str, 0, &published))
        fill(&issue->date, date_of(published, 1));
}

static void learn_signed(struct issue *issue, const GPtrArray *lines,
                         guint first, guint last, bool alone)
{
    for (guint i = first; i < last; i++) {
        char *organ, *date = signed_at(lines, i, &organ);
        if (date == NULL)
            continue;
        if (organ == NULL && !alone) {
            g_free(date);
            continue;
        }
        fill(&issue->issuer, organ);
        fill(&issue->date, date);
        return;
    }
}

/* The lines of the cover end where the first one is that says something. */
static guint cover_end(const GPtrArray *lines, guint title)
{
    guint end = title + 1;
    while (end < MIN(lines->len, title + COVER) &&
           g_utf8_strlen(line_at(lines, end), -1) <= 40 &&
           strstr(line_at(lines, end), "。") == NULL)
        end++;
    return end;
}

static void learn_cover(struct issue *issue, const GPtrArray *lines,
                        const char *title)
{
    enum { LEAST = 6 }; /* characters of a title */
    for (guint i = 0; i < MIN(lines->len, OPENING); i++) {
        const char *line = line_at(lines, i);
        if (g_utf8_strlen(line, -1) < LEAST || !names_plan(line, title))
            continue;
        guint end = cover_end(lines, i);
        learn_signed(issue, lines, i, end, true);
        for (; i < end; i++)
            fill(&issue->date, approved_at(line_at(lines, i)));
        return;
    }
}

void issue_learn(struct issue *issue, const GPtrArray *blocks,
                 const char *title)
{
    guint end = blocks->len > ENDS ? blocks->len - ENDS : 0;
    g_autoptr(GPtrArray) page = lines_of(blocks, 0, ENDS, true);
    g_autoptr(GPtrArray) opening = lines_of(blocks, 0, ENDS, false);
    g_autoptr(GPtrArray) closing = lines_of(blocks, end, blocks->len, false);
    guint first = closing->len > CLOSING ? closing->len - CLOSING : 0;
    g_autofree char *normal = normal_text(title, -1, NULL);
    learn_letter(issue, opening, normal);
    learn_page(issue, page);
    learn_cover(issue, opening, normal);
    learn_signed(issue, closing, first, closing->len, false);
}

void issue_clear(struct issue *issue)
{
    g_free(issue->issuer);
    g_free(issue->date);
}

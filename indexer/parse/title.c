/* The title: the short lines a plan begins with, up to the one that says 规划,
 * and the years in brackets under it. */
#include "indexer/parse/internal.h"

#include <string.h>

#define TITLE_CHARS 60
#define TITLE_MIN 6
#define TITLE_LINES 4

static bool can_be_title(const struct passage *passage)
{
    const char *text = passage->text->str;
    guint chars = chars_of(text, passage->text->len);
    return !passage->furniture && passage->table == NULL && chars > 0 &&
           chars <= TITLE_CHARS && !is_preface(text) &&
           !has_any(text, passage->text->len, "。，；：") &&
           !marker_is_heading(marker_read(text).class);
}

static bool is_complete(const char *title)
{
    return g_regex_match_simple("(规划|纲要|计划|方案|意见|行动|战略)"
                                "(文本|纲要)?\\s*([（(][^）)]*[）)])?$",
                                title, 0, 0);
}

/* （2021-2025年）, （征求意见稿） on a line of its own. */
static bool is_bracket(const struct passage *passage)
{
    return can_be_title(passage) &&
           g_regex_match_simple("^[（(〔][^）)〕]*[）)〕]$", passage->text->str,
                                0, 0);
}

/* 和二〇三五年远景目标纲要 on a line of its own. */
static bool is_second_half(const struct passage *passage)
{
    return can_be_title(passage) &&
           g_regex_match_simple("^(和|及|与|暨)", passage->text->str, 0, 0);
}

/* The passage that goes on with the title at `at`; NULL when none does. */
static struct passage *next_line(const GPtrArray *passages, guint at,
                                 const char *title)
{
    if (at + 1 >= passages->len)
        return NULL;
    struct passage *next = g_ptr_array_index(passages, at + 1);
    if (!can_be_title(next))
        return NULL;
    return is_complete(title) && !is_bracket(next) && !is_second_half(next)
               ? NULL
               : next;
}

/* True when the lines from `at` on come to an end with 规划. */
static bool completes(const GPtrArray *passages, guint at)
{
    g_autoptr(GString) title = g_string_new(NULL);
    for (guint i = at; i < passages->len && i < at + TITLE_LINES; i++) {
        const struct passage *passage = g_ptr_array_index(passages, i);
        if (!can_be_title(passage))
            return false;
        g_string_append(title, passage->text->str);
        if (is_complete(title->str))
            return true;
    }
    return false;
}

static GRegex *letter_regex(void)
{
    static GRegex *regex;
    if (g_once_init_enter(&regex))
        g_once_init_leave(
            &regex,
            g_regex_new("(?:印发|批准|同意|公布|发布)《?([^《》]{6,60})》?"
                        "的(?:通知|批复|公告|函)",
                        G_REGEX_OPTIMIZE, 0, NULL));
    return regex;
}

/* True when the passages from `at` on, put together, begin with the name; where
 * 的通知 follows, they are the letter's head once more. */
static bool begins_name(const GPtrArray *passages, guint at, const char *name)
{
    const struct passage *passage = g_ptr_array_index(passages, at);
    if (g_str_has_prefix(passage->text->str, name))
        return !g_str_has_prefix(passage->text->str + strlen(name), "的");
    if (!g_str_has_prefix(name, passage->text->str) || at + 1 >= passages->len)
        return false;
    const struct passage *next = g_ptr_array_index(passages, at + 1);
    g_autofree char *both =
        g_strconcat(passage->text->str, next->text->str, NULL);
    return g_str_has_prefix(both, name) || g_str_has_prefix(name, both);
}

/* The plan that a letter beginning at *at puts in force, NULL when none begins
 * there; the head of a letter may stand on several lines, *at is then its last.
 */
static char *letter_names(const GPtrArray *passages, guint *at)
{
    g_autoptr(GString) head = g_string_new(NULL);
    for (guint i = *at; i < passages->len && i < *at + TITLE_LINES; i++) {
        const struct passage *passage = g_ptr_array_index(passages, i);
        g_autoptr(GMatchInfo) match = NULL;
        if (i > *at && !can_be_title(passage))
            return NULL;
        g_string_append(head, passage->text->str);
        if (g_regex_match(letter_regex(), head->str, 0, &match)) {
            *at = i;
            return g_match_info_fetch(match, 1);
        }
    }
    return NULL;
}

/* 关于印发《…规划》的通知: a letter stands before the plan; the passage that
 * repeats the name is its title.  -1 when there is no letter. */
static int title_after_letter(const GPtrArray *passages, guint at)
{
    g_autofree char *name = letter_names(passages, &at);
    for (guint i = at + 1; name != NULL && i < passages->len && i < at + 60;
         i++) {
        const struct passage *passage = g_ptr_array_index(passages, i);
        if (can_be_title(passage) && begins_name(passages, i, name))
            return (int)i;
    }
    return -1;
}

void title_mark(GPtrArray *passages)
{
    guint at = 0;
    while (at < passages->len &&
           ((struct passage *)g_ptr_array_index(passages, at))->furniture)
        at++;
    if (at >= passages->len)
        return;
    int behind = title_after_letter(passages, at);
    if (behind >= 0)
        at = (guint)behind;
    struct passage *title = g_ptr_array_index(passages, at), *next;
    if (!can_be_title(title) ||
        chars_of(title->text->str, title->text->len) < TITLE_MIN)
        return;
    title->kind = BLOCK_TITLE;
    title->fixed = true;
    while ((completes(passages, at) || is_complete(title->text->str)) &&
           (next = next_line(passages, at, title->text->str)) != NULL) {
        passage_add(title, next->text->str, passage_lines(next, 0, 1).first);
        g_ptr_array_remove_index(passages, at + 1);
    }
}

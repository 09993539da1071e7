/* What a text says about itself, for plans whose file lacks the title or cuts
 * it short.
 *
 * A plan's opening names the plans it follows, most of them of higher places,
 * before it says “制定本规划”.  So nothing is taken as its own unless the place
 * is its own too: the place whose circumstances (实际) it considers, else the
 * innermost place among the plans it follows.  Only the title of a document
 * that the opening says it draws up, the cut title's other occurrence, or the
 * caption of its table of indicators makes a title.
 */
#include "indexer/source/words.h"

#include <string.h>

#define OPENING_PARAGRAPHS 6
#define PLAN_WORDS "规划|纲要|方案|计划|意见|战略"

enum pattern {
    WHOLE,      /* a title that has its end */
    CONDITIONS, /* 结合…实际 */
    TERM,       /* 规划期限为… */
    QUOTED,     /* 《…规划》 */
    DRAWN_UP,   /* 制定《…规划》 */
    INDICATORS, /* “十四五”时期甲市…主要指标 */
    PATTERNS
};

static const char *const patterns[PATTERNS] = {
    [WHOLE] = "(?:" PLAN_WORDS "|办法|条例|通知|决定|要点|行动|措施|报告|"
              "建议|草案|工程|设想)(?:\\s*[（(][^（）()]*[）)])*$",
    [CONDITIONS] = "结合([^，。；、“”《》]{2,15}?)(?:经济社会|发展|的)*实际",
    [TERM] = "(?:规划|计划)(?:的)?期(?:限)?(?:为|是|：|:)([^。；]{4,24})",
    [QUOTED] = "《([^《》]{4,60}?(?:" PLAN_WORDS ")[^《》]{0,20})》",
    [DRAWN_UP] =
        "(?:编制|制定|制订)(?:了|本)?《([^《》]{4,60}?(?:规划|纲要|方案"
        "|计划)(?:[（(][^《》]*[）)])?)》",
    [INDICATORS] = "^(?:专栏|表)?\\s*[-0-9一二三四五六七八九十]*[：:、.．]?\\s*"
                   "[“\"]?(十[一二三四五六七八九])五[”\"]?(?:时期|期间|末)?"
                   "(.{4,40}?)(?:主要|核心|预期|重点|具体)*"
                   "(?:目标|指标)(?:体系|表)?$",
};

static const GRegex *pattern_of(enum pattern which)
{
    static GRegex *all[PATTERNS];
    static gsize once;
    if (g_once_init_enter(&once)) {
        for (int i = 0; i < PATTERNS; i++)
            all[i] = g_regex_new(patterns[i], G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&once, 1);
    }
    return all[which];
}

bool title_is_whole(const char *title)
{
    return g_regex_match(pattern_of(WHOLE), title, 0, NULL);
}

/* The group of the first match; NULL when there is none.  Caller frees. */
static char *first_group(enum pattern which, const char *text, int group)
{
    g_autoptr(GMatchInfo) match = NULL;
    return g_regex_match(pattern_of(which), text, 0, &match)
               ? g_match_info_fetch(match, group)
               : NULL;
}

static char *opening_of(const GPtrArray *blocks)
{
    GString *opening = g_string_new(NULL);
    guint paragraphs = 0;
    for (guint i = 0; i < blocks->len && paragraphs < OPENING_PARAGRAPHS; i++) {
        const struct block *block = g_ptr_array_index(blocks, i);
        if (block->kind != BLOCK_PARAGRAPH)
            continue;
        g_string_append(opening, block->text);
        g_string_append_c(opening, '\n');
        paragraphs++;
    }
    return g_string_free(opening, false);
}

static int rank_of(const struct place *place)
{
    static const char *const levels[] = {"nation", "province", "city",
                                         "county"};
    for (int i = 0; i < (int)G_N_ELEMENTS(levels); i++)
        if (strcmp(place->level, levels[i]) == 0)
            return i;
    return -1;
}

/* The innermost place among the plans that the opening names; NULL when two
 * of one level differ, since then neither need be the plan's own. */
static const struct place *place_followed(const char *opening)
{
    g_autoptr(GMatchInfo) match = NULL;
    const struct place *inner = NULL;
    bool alone = true;
    g_regex_match(pattern_of(QUOTED), opening, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *title = g_match_info_fetch(match, 1);
        const struct place *place = place_of_title(title);
        if (place == NULL || place == inner)
            continue;
        if (inner == NULL || rank_of(place) > rank_of(inner)) {
            inner = place;
            alone = true;
        } else if (rank_of(place) == rank_of(inner)) {
            alone = false;
        }
    }
    return alone ? inner : NULL;
}

static const struct place *learn_place(const char *opening, const char *cut)
{
    const struct place *place = cut != NULL ? place_of_title(cut) : NULL;
    if (place != NULL)
        return place;
    g_autofree char *whose = first_group(CONDITIONS, opening, 1);
    place = whose != NULL ? place_of_title(whose) : NULL;
    return place != NULL ? place : place_followed(opening);
}

/* The period of the plan of the same place that the opening says it follows:
 * 《甲市国民经济和社会发展第十四个五年规划…》. */
static char *period_followed(const char *opening, const struct place *place)
{
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(pattern_of(QUOTED), opening, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *title = g_match_info_fetch(match, 1);
        char *period = place_of_title(title) == place ? period_in(title) : NULL;
        if (period != NULL)
            return period;
    }
    return NULL;
}

static char *learn_period(const char *opening, const char *cut,
                          const struct place *place)
{
    char *period = cut != NULL ? period_in(cut) : NULL;
    if (period != NULL)
        return period;
    g_autofree char *term = first_group(TERM, opening, 1);
    period = term != NULL ? period_in(term) : NULL;
    return period == NULL && place != NULL ? period_followed(opening, place)
                                           : period;
}

static bool is_own(const char *title, const struct place *place)
{
    return place != NULL && place_of_title(title) == place;
}

/* 《cut title…规划》 anywhere in the text. */
static char *title_continued(const GPtrArray *blocks, const char *cut)
{
    for (guint i = 0; cut != NULL && i < blocks->len; i++) {
        const struct block *block = g_ptr_array_index(blocks, i);
        g_autoptr(GMatchInfo) match = NULL;
        if (block->text == NULL ||
            !g_regex_match(pattern_of(QUOTED), block->text, 0, &match))
            continue;
        for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
            g_autofree char *title = g_match_info_fetch(match, 1);
            if (g_str_has_prefix(title, cut) && title_is_whole(title))
                return g_steal_pointer(&title);
        }
    }
    return NULL;
}

static char *title_drawn_up(const char *opening, const struct place *place)
{
    g_autofree char *title = first_group(DRAWN_UP, opening, 1);
    return title != NULL && is_own(title, place) ? g_steal_pointer(&title)
                                                 : NULL;
}

/* From “十四五”时期甲市科技发展主要指标: 甲市科技发展“十四五”规划. */
static char *title_of_indicators(const GPtrArray *blocks,
                                 const struct place *place)
{
    for (guint i = 0; i < blocks->len; i++) {
        const struct block *block = g_ptr_array_index(blocks, i);
        const char *caption =
            block->kind == BLOCK_TABLE ? block->table->caption : block->text;
        if (caption == NULL || strlen(caption) > 240)
            continue;
        g_autofree char *period = first_group(INDICATORS, caption, 1);
        g_autofree char *subject = first_group(INDICATORS, caption, 2);
        if (subject != NULL && is_own(subject, place))
            return g_strdup_printf("%s“%s五”规划", subject, period);
    }
    return NULL;
}

/* A cut title with the words that a plan of that period ends in.  One that
 * names no place may be something else (导言). */
static char *title_completed(const char *cut, const char *opening,
                             const char *period)
{
    static const char *const tens[] = {"", "十", "二十", "三十"};
    static const char *const ones[] = {"",   "一", "二", "三", "四",
                                       "五", "六", "七", "八", "九"};
    int number = period_number(period);
    if (cut == NULL || place_of_title(cut) == NULL ||
        strstr(opening, "本规划") == NULL || number < 6 || number > 39)
        return NULL;
    g_autofree char *named = period_in(cut);
    if (named != NULL)
        return g_strconcat(cut, "规划", NULL);
    return g_strdup_printf("%s“%s%s五”规划", cut, tens[number / 10],
                           ones[number % 10]);
}

void words_learn(struct words *words, const GPtrArray *blocks, const char *cut)
{
    g_autofree char *opening = opening_of(blocks);
    words->place = learn_place(opening, cut);
    words->period = learn_period(opening, cut, words->place);
    words->title = title_continued(blocks, cut);
    if (words->title == NULL)
        words->title = title_drawn_up(opening, words->place);
    if (words->title == NULL && cut == NULL)
        words->title = title_of_indicators(blocks, words->place);
    if (words->title == NULL)
        words->title = title_completed(cut, opening, words->period);
}

void words_clear(struct words *words)
{
    g_free(words->title);
    g_free(words->period);
}

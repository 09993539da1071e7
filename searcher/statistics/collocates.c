/* The words that stand near a node, and how often they stand elsewhere.
 *
 * Each token of a unit is told what it is to the nodes of the unit: part of
 * one, near one (and on which side of the nearest), or far from all.  In a
 * window the items are these tokens.  Of sentences and units a word counts once
 * each, so that a row of the contingency table is a number of sentences or
 * units.
 */
#include "searcher/statistics/statistics.h"

#include <string.h>

enum where { FAR, LEFT, RIGHT, INSIDE };

struct tally { /* of a word */
    guint64 together, left, right, word;
    guint32 units, plans;
    guint32 item, in_unit, in_plan; /* met last, + 1; 0: none */
};

struct collocator {
    const struct index *index;
    struct words *words;
    enum near_by by;
    struct near_window window;
    GArray *tallies; /* of struct tally, by word */
    GArray *where;   /* of guint8, enum where: of the unit's tokens */
    GArray *far;     /* of guint32: tokens to the nearest node so far */
    guint64 near, all, node;
    guint32 items, unit, plan; /* met so far; of now, + 1 */
    struct side_size size;
};

struct collocator *collocator_new(struct words *words, enum near_by by,
                                  struct near_window window)
{
    struct collocator *collocator = g_new0(struct collocator, 1);
    collocator->index = words_index(words);
    collocator->words = words;
    collocator->by = by;
    collocator->window = window;
    collocator->tallies = g_array_new(FALSE, TRUE, sizeof(struct tally));
    collocator->where = g_array_new(FALSE, FALSE, sizeof(guint8));
    collocator->far = g_array_new(FALSE, FALSE, sizeof(guint32));
    return collocator;
}

void collocator_free(struct collocator *collocator)
{
    if (collocator == NULL)
        return;
    g_array_unref(collocator->tallies);
    g_array_unref(collocator->where);
    g_array_unref(collocator->far);
    g_free(collocator);
}

/* ---- where tokens stand */

static const struct word_place *place_at(const GArray *places, guint i)
{
    return &g_array_index(places, struct word_place, i);
}

static guint8 *where_at(struct collocator *collocator, guint i)
{
    return &g_array_index(collocator->where, guint8, i);
}

static void mark_near(struct collocator *collocator, guint token,
                      enum where side, guint32 far)
{
    guint8 *where = where_at(collocator, token);
    guint32 *nearest = &g_array_index(collocator->far, guint32, token);
    if (*where == INSIDE)
        return;
    if (*where == FAR || far < *nearest || (far == *nearest && side == LEFT)) {
        *where = (guint8)side;
        *nearest = far;
    }
}

/* Tokens [first, behind) overlap the node. */
static void mark_window(struct collocator *collocator, guint first,
                        guint behind)
{
    guint left = MIN(collocator->window.left, first);
    guint right =
        MIN(collocator->window.right, collocator->where->len - behind);
    for (guint far = 1; far <= left; far++)
        mark_near(collocator, first - far, LEFT, far);
    for (guint far = 1; far <= right; far++)
        mark_near(collocator, behind + far - 1, RIGHT, far);
}

/* Nodes and tokens are both in order: one walk finds what overlaps. */
static void mark_nodes(struct collocator *collocator, const GArray *places,
                       const GArray *nodes, bool windows)
{
    guint first = 0;
    for (guint i = 0; nodes != NULL && i < nodes->len; i++) {
        struct byte_span node = g_array_index(nodes, struct byte_span, i);
        while (first < places->len &&
               place_at(places, first)->end <= node.start)
            first++;
        guint behind = first;
        while (behind < places->len &&
               place_at(places, behind)->start < node.end)
            behind++;
        if (windows)
            mark_window(collocator, first, behind);
        else
            for (guint j = first; j < behind; j++)
                *where_at(collocator, j) = INSIDE;
    }
}

static void mark(struct collocator *collocator, const GArray *places,
                 const GArray *nodes)
{
    g_array_set_size(collocator->where, places->len);
    g_array_set_size(collocator->far, places->len);
    for (guint i = 0; i < places->len; i++)
        *where_at(collocator, i) = FAR;
    mark_nodes(collocator, places, nodes, false);
    if (collocator->by == NEAR_WINDOW)
        mark_nodes(collocator, places, nodes, true);
}

/* ---- counting */

static struct tally *tally_of(struct collocator *collocator, guint32 word)
{
    return &g_array_index(collocator->tallies, struct tally, word);
}

static void note_place(struct collocator *collocator, struct tally *tally)
{
    tally->units += tally->in_unit != collocator->unit;
    tally->plans += tally->in_plan != collocator->plan;
    tally->in_unit = collocator->unit;
    tally->in_plan = collocator->plan;
}

static void count_tokens(struct collocator *collocator, const GArray *places,
                         const GArray *nodes)
{
    collocator->node += nodes != NULL ? nodes->len : 0;
    for (guint i = 0; i < places->len; i++) {
        enum where where = (enum where) * where_at(collocator, i);
        struct tally *tally = tally_of(collocator, place_at(places, i)->word);
        if (where == INSIDE)
            continue;
        collocator->all++;
        tally->word++;
        if (where == FAR)
            continue;
        collocator->near++;
        tally->together++;
        tally->left += where == LEFT;
        tally->right += where == RIGHT;
        note_place(collocator, tally);
    }
}

/* An item of several tokens, [first, behind). */
static void count_item(struct collocator *collocator, const GArray *places,
                       guint first, guint behind, bool has_node)
{
    collocator->items++;
    collocator->all++;
    collocator->near += has_node;
    for (guint i = first; i < behind; i++) {
        struct tally *tally = tally_of(collocator, place_at(places, i)->word);
        if (*where_at(collocator, i) == INSIDE ||
            tally->item == collocator->items)
            continue;
        tally->item = collocator->items;
        tally->word++;
        tally->together += has_node;
        if (has_node)
            note_place(collocator, tally);
    }
}

/* Whether a sentence, or a cell, ends between two tokens. */
static bool ends_between(const char *text, guint32 from, guint32 to)
{
    for (const char *at = text + from; at < text + to;
         at = g_utf8_next_char(at))
        if (strchr("!?;|", *at) != NULL ||
            g_utf8_get_char(at) == 0x3002 /* 。 */)
            return true;
    return false;
}

static bool has_node(const GArray *nodes, guint32 from, guint32 to)
{
    for (guint i = 0; nodes != NULL && i < nodes->len; i++) {
        struct byte_span node = g_array_index(nodes, struct byte_span, i);
        if (node.start < to && node.end > from)
            return true;
    }
    return false;
}

static void count_sentences(struct collocator *collocator, const char *text,
                            const GArray *places, const GArray *nodes)
{
    for (guint first = 0, behind; first < places->len; first = behind) {
        for (behind = first + 1; behind < places->len; behind++)
            if (ends_between(text, place_at(places, behind - 1)->end,
                             place_at(places, behind)->start))
                break;
        bool near = has_node(nodes, place_at(places, first)->start,
                             place_at(places, behind - 1)->end);
        count_item(collocator, places, first, behind, near);
    }
}

static void note_size(struct collocator *collocator, const struct entry *entry,
                      guint tokens)
{
    struct side_size *size = &collocator->size;
    size->units++;
    size->plans += collocator->plan != entry->plan + 1;
    size->characters += entry->chars;
    size->tokens += tokens;
}

void collocator_add(struct collocator *collocator, guint32 unit,
                    const GArray *nodes)
{
    struct entry entry;
    index_entry(collocator->index, unit, &entry);
    const GArray *places = words_read(collocator->words, unit);
    g_array_set_size(collocator->tallies, words_count(collocator->words));
    note_size(collocator, &entry, places->len);
    collocator->unit = unit + 1;
    collocator->plan = entry.plan + 1;
    mark(collocator, places, nodes);
    switch (collocator->by) {
    case NEAR_WINDOW:
        count_tokens(collocator, places, nodes);
        break;
    case NEAR_SENTENCE:
        count_sentences(collocator, entry.text, places, nodes);
        break;
    case NEAR_UNIT:
        count_item(collocator, places, 0, places->len,
                   nodes != NULL && nodes->len > 0);
        break;
    }
}

/* ---- the list */

GArray *collocator_list(struct collocator *collocator, guint64 least)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct collocate));
    bool window = collocator->by == NEAR_WINDOW;
    for (guint32 word = 0; word < collocator->tallies->len; word++) {
        const struct tally *tally = tally_of(collocator, word);
        if (tally->together == 0 || tally->together < least)
            continue;
        struct collocate collocate = {
            .word = word,
            .units = tally->units,
            .plans = tally->plans,
            .left = tally->left,
            .right = tally->right,
            .counts = {tally->together, collocator->near, tally->word,
                       collocator->all,
                       window ? collocator->node : collocator->near},
        };
        g_array_append_val(list, collocate);
    }
    return list;
}

const struct words *collocator_words(const struct collocator *collocator)
{
    return collocator->words;
}

struct side_size collocator_size(const struct collocator *collocator)
{
    return collocator->size;
}

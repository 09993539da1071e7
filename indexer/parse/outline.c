/* How deep headings stand, and where sections and boxes end.
 *
 * The convention is the document's own: a class of markers not yet open goes
 * one deeper than what is open, one that is open closes all that stands under
 * it.  Only the outer classes (第一编 … 一、) have a fixed order. */
#include "indexer/parse/internal.h"

/* A box ends where so many empty lines follow its content. */
#define BOX_GAP 2

struct level {
    enum marker_class class;
    long number;
    int depth;
    guint section; /* its number, for all that stands right under it */
    bool preface;  /* has no numbered sections */
};

struct outline {
    GPtrArray *passages;
    GArray *open;   /* of struct level */
    guint sections; /* so far */
    bool gaps;      /* wide gaps are rare here, so they say something */
};

static struct level *level_at(const struct outline *outline, guint i)
{
    return &g_array_index(outline->open, struct level, i);
}

/* The open level of that class, from the inside; -1 when none is. */
static int find_level(const struct outline *outline, enum marker_class class)
{
    for (guint i = outline->open->len; i > 0; i--)
        if (level_at(outline, i - 1)->class == class)
            return (int)i - 1;
    return -1;
}

static int box_level(const struct outline *outline)
{
    return find_level(outline, MARKER_BOX);
}

static void close_to(struct outline *outline, guint length)
{
    if (length < outline->open->len)
        g_array_set_size(outline->open, length);
}

/* What a heading of a class not yet open ends: 一、 cannot stand under （三）,
 * nor anything with a number under a preface. */
static void close_inner(struct outline *outline, enum marker_class class)
{
    guint length = outline->open->len;
    for (; length > 0; length--) {
        const struct level *level = level_at(outline, length - 1);
        bool inner = class <= MARKER_COMMA && level->class > class;
        if (!inner && (class == MARKER_NONE || !level->preface))
            break;
    }
    close_to(outline, length);
}

static bool counts_on(const struct level *level, const struct passage *passage)
{
    return passage->marker.number == level->number + 1;
}

static void open_level(struct outline *outline, struct passage *passage)
{
    struct level level = {passage->marker.class, passage->marker.number,
                          (int)outline->open->len + 1, ++outline->sections,
                          is_preface(passage->text->str)};
    g_array_append_val(outline->open, level);
    passage->depth = level.depth;
}

static void place_heading(struct outline *outline, struct passage *passage)
{
    enum marker_class class = passage->marker.class;
    int box = box_level(outline);
    int level = find_level(outline, class);
    bool outside = level >= 0 && level < box;
    if (class == MARKER_APPENDIX || is_preface(passage->text->str))
        close_to(outline, 0);
    else if (outside && !counts_on(level_at(outline, (guint)level), passage))
        ; /* counts from 1 again: within the box */
    else if (level >= 0)
        close_to(outline, (guint)level);
    else
        close_inner(outline, class);
    open_level(outline, passage);
}

static void place_box(struct outline *outline, struct passage *passage)
{
    int box = box_level(outline);
    if (box >= 0)
        close_to(outline, (guint)box);
    open_level(outline, passage);
}

/* Two empty lines behind a box's content, as behind a Word table. */
static void end_box(struct outline *outline, const struct passage *passage,
                    const struct passage *before)
{
    int box = box_level(outline);
    if (box >= 0 && outline->gaps && passage->blanks >= BOX_GAP &&
        before != NULL && before->kind != BLOCK_BOX &&
        passage->kind != BLOCK_NOTE)
        close_to(outline, (guint)box);
}

static guint open_section(const struct outline *outline)
{
    guint depth = outline->open->len;
    return depth > 0 ? level_at(outline, depth - 1)->section : 0;
}

static bool gaps_are_rare(const GPtrArray *passages)
{
    guint text = 0, wide = 0;
    for (guint i = 0; i < passages->len; i++) {
        const struct passage *passage = g_ptr_array_index(passages, i);
        text += !passage->furniture;
        wide += passage->blanks >= BOX_GAP;
    }
    return wide * 3 < text;
}

void outline_mark(GPtrArray *passages)
{
    struct outline outline = {.passages = passages};
    const struct passage *before = NULL;
    outline.open = g_array_new(false, false, sizeof(struct level));
    outline.gaps = gaps_are_rare(passages);
    for (guint i = 0; i < passages->len; i++) {
        struct passage *passage = g_ptr_array_index(passages, i);
        if (passage->furniture)
            continue;
        end_box(&outline, passage, before);
        if (passage->kind == BLOCK_HEADING)
            place_heading(&outline, passage);
        else if (passage->kind == BLOCK_BOX)
            place_box(&outline, passage);
        else
            passage->depth = (int)outline.open->len;
        passage->section = open_section(&outline);
        before = passage;
    }
    g_array_unref(outline.open);
}

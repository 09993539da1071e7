/* From blocks in reading order to a plan's outline: the section tree, the
 * units in it and their ids (contract §2).
 *
 * Where a unit stands is said by the headings before it; a path that the
 * block already has and that is shorter than the headings open at that place
 * closes them (text that goes on after a box).  Blocks without any heading
 * among them (a .jsonl of paragraphs) have only their paths to say it: there
 * the paths open the sections.
 *
 * Ids.  A section's is its parent's and a part: the last number of its marker,
 * `b` and number for a box (its place among the boxes where it has none), `u`
 * and its place among the unnumbered headings.  Of siblings with one part, the
 * second gets a `b`, the third a `c`.  `0` is the section before the first
 * heading, so a heading numbered 0 counts as unnumbered.  The title is
 * `<plan>/title`, which no section can be; a table's caption has the table's
 * id.  Ids that came with the blocks are kept, and no id made here repeats one.
 */
#include "common/model/model.h"
#include "common/model/inside.h"

#include <string.h>

enum counter { COUNT_P, COUNT_N, COUNT_T, COUNT_B, COUNT_U, COUNTERS };

/* What is counted in one section; that of the plan itself comes first. */
struct tally {
    guint count[COUNTERS];
};

/* Headings deeper than this become siblings: no plan has a tenth of it, and
 * ids and paths grow with every level. */
#define DEEPEST 32

struct outline {
    struct plan *plan;
    GArray *tallies;     /* of struct tally; section i's is i + 1 */
    GArray *open;        /* of int: the open sections, outermost first */
    GHashTable *used;    /* ids taken, of this plan */
    GHashTable *repeats; /* id → how often a sibling has asked for it */
    bool by_path;        /* no headings: paths open the sections */
    guint titles;
};

static struct section *section_at(const struct plan *plan, int index)
{
    return g_ptr_array_index(plan->sections, (guint)index);
}

static int innermost(const struct outline *outline)
{
    return outline->open->len == 0
               ? NO_SECTION
               : g_array_index(outline->open, int, outline->open->len - 1);
}

static guint count(struct outline *outline, int section, enum counter counter)
{
    struct tally *tally =
        &g_array_index(outline->tallies, struct tally, (guint)(section + 1));
    return ++tally->count[counter];
}

static bool id_claim(struct outline *outline, const char *id)
{
    if (g_hash_table_contains(outline->used, id))
        return false;
    g_hash_table_add(outline->used, g_strdup(id));
    return true;
}

/* "<plan>/3.2" and "4" give "<plan>/3.2.4"; under the plan "<plan>/4". */
static char *section_id(const struct outline *outline, int parent,
                        const char *part)
{
    const struct plan *plan = outline->plan;
    if (parent == NO_SECTION)
        return g_strconcat(plan->id, "/", part, NULL);
    return g_strconcat(section_at(plan, parent)->id, ".", part, NULL);
}

static char *part_of(struct outline *outline, const struct section *section)
{
    if (section->box) {
        guint place = count(outline, section->parent, COUNT_B);
        char *part = marker_part(section->marker, true);
        return part != NULL ? part : g_strdup_printf("b%u", place);
    }
    if (marker_number(section->marker) > 0)
        return marker_part(section->marker, false);
    return g_strdup_printf("u%u", count(outline, section->parent, COUNT_U));
}

/* b … z for the second to the 26th, then -27 …: short where it matters. */
static char *nth_part(const char *part, guint nth)
{
    return nth <= 26 ? g_strdup_printf("%s%c", part, 'a' + (int)nth - 1)
                     : g_strdup_printf("%s-%u", part, nth);
}

static char *section_make_id(struct outline *outline,
                             const struct section *section)
{
    g_autofree char *part = part_of(outline, section);
    g_autofree char *first = section_id(outline, section->parent, part);
    guint nth = GPOINTER_TO_UINT(g_hash_table_lookup(outline->repeats, first));
    char *id = NULL;
    do {
        g_autofree char *other =
            nth > 0 ? nth_part(part, nth + 1) : g_strdup(part);
        g_free(id);
        id = section_id(outline, section->parent, other);
        nth++;
    } while (!id_claim(outline, id));
    g_hash_table_insert(outline->repeats, g_steal_pointer(&first),
                        GUINT_TO_POINTER(nth));
    return id;
}

/* Adds a section below the open ones and opens it; takes `section`. */
static int section_open(struct outline *outline, struct section *section,
                        const char *given_id)
{
    struct tally none = {{0}};
    int index = (int)outline->plan->sections->len;
    if (outline->open->len >= DEEPEST)
        g_array_set_size(outline->open, DEEPEST - 1);
    section->parent = innermost(outline);
    section->id = given_id != NULL ? g_strdup(given_id)
                                   : section_make_id(outline, section);
    g_ptr_array_add(outline->plan->sections, section);
    g_array_append_val(outline->tallies, none);
    g_array_append_val(outline->open, index);
    return index;
}

static void close_from_depth(struct outline *outline, int depth)
{
    while (innermost(outline) != NO_SECTION &&
           section_at(outline->plan, innermost(outline))->depth >= depth)
        g_array_set_size(outline->open, outline->open->len - 1);
}

static bool same_label(const struct section *section, const char *label)
{
    g_autofree char *own = heading_label(section->marker, section->text);
    const char *a = own, *b = label;
    for (;; a = g_utf8_next_char(a), b = g_utf8_next_char(b)) {
        while (*a != '\0' && g_unichar_isspace(g_utf8_get_char(a)))
            a = g_utf8_next_char(a);
        while (*b != '\0' && g_unichar_isspace(g_utf8_get_char(b)))
            b = g_utf8_next_char(b);
        if (*a == '\0' || *b == '\0')
            return *a == *b;
        if (g_utf8_get_char(a) != g_utf8_get_char(b))
            return false;
    }
}

/* How many of the open sections are those of the path, from outside. */
static guint open_as_in(const struct outline *outline, const GPtrArray *path)
{
    guint same = 0;
    while (same < path->len && same < outline->open->len &&
           same_label(section_at(outline->plan,
                                 g_array_index(outline->open, int, same)),
                      g_ptr_array_index(path, same)))
        same++;
    return same;
}

static struct section *section_of_label(const char *label)
{
    struct section *section = section_new();
    gsize length = label_marker(label, &section->box);
    const char *text = label + length;
    while (*text == ' ')
        text++;
    section->marker = length > 0 ? g_strndup(label, length) : NULL;
    section->text = g_strdup(text);
    return section;
}

static void follow_path(struct outline *outline, const GPtrArray *path)
{
    guint same = open_as_in(outline, path);
    if (outline->by_path) {
        g_array_set_size(outline->open, same);
        for (guint i = same; i < MIN(path->len, DEEPEST); i++) {
            struct section *section =
                section_of_label(g_ptr_array_index(path, i));
            section->depth = (int)i + 1;
            section_open(outline, section, NULL);
        }
    } else if (same > 0 && same == path->len) {
        g_array_set_size(outline->open, same);
    }
}

static const char *base_id(const struct outline *outline, int section)
{
    return section == NO_SECTION ? NULL
                                 : section_at(outline->plan, section)->id;
}

/* The next free id of that kind in the innermost section; `given` wins. */
static char *place_id(struct outline *outline, enum counter counter,
                      const char *given)
{
    static const char letters[COUNTERS] = {'p', 'n', 't', 'b', 'u'};
    int section = innermost(outline);
    const char *base = base_id(outline, section);
    if (given != NULL) {
        count(outline, section, counter);
        return g_strdup(given);
    }
    for (;;) {
        guint number = count(outline, section, counter);
        char *id =
            base != NULL
                ? g_strdup_printf("%s/%c%u", base, letters[counter], number)
                : g_strdup_printf("%s/0/%c%u", outline->plan->id,
                                  letters[counter], number);
        if (id_claim(outline, id))
            return id;
        g_free(id);
    }
}

static struct unit *unit_add(struct outline *outline, enum unit_kind kind,
                             const struct block *block)
{
    struct unit *unit = unit_new(kind);
    unit->section = innermost(outline);
    unit->marker = g_strdup(block->marker);
    unit->lead = g_strdup(block->lead);
    unit->text = g_strdup(block->text);
    unit->lines = block->lines;
    g_ptr_array_add(outline->plan->units, unit);
    return unit;
}

static void set_id(struct block *block, const char *id)
{
    if (block->id == NULL)
        block->id = g_strdup(id);
}

static void add_title(struct outline *outline, struct block *block)
{
    struct unit *unit = unit_add(outline, UNIT_TITLE, block);
    unit->section = NO_SECTION;
    if (block->id != NULL) {
        unit->id = g_strdup(block->id);
        return;
    }
    do {
        g_free(unit->id);
        unit->id = outline->titles++ == 0
                       ? g_strconcat(outline->plan->id, "/title", NULL)
                       : g_strdup_printf("%s/title%u", outline->plan->id,
                                         outline->titles);
    } while (!id_claim(outline, unit->id));
    set_id(block, unit->id);
}

static void add_heading(struct outline *outline, struct block *block)
{
    close_from_depth(outline, block->depth);
    struct section *section = section_new();
    section->depth = block->depth;
    section->box = block->kind == BLOCK_BOX;
    section->marker = g_strdup(block->marker);
    section->text = g_strdup(block->text);
    section->lines = block->lines;
    int index = section_open(outline, section, block->id);
    struct unit *unit = unit_add(outline, UNIT_HEADING, block);
    unit->section = index;
    unit->id = g_strdup(section->id);
    set_id(block, section->id);
}

static void add_text(struct outline *outline, struct block *block)
{
    bool note = block->kind == BLOCK_NOTE;
    struct unit *unit =
        unit_add(outline, note ? UNIT_NOTE : UNIT_PARAGRAPH, block);
    unit->id = place_id(outline, note ? COUNT_N : COUNT_P, block->id);
    set_id(block, unit->id);
}

static GPtrArray *strings_copy(const GPtrArray *strings)
{
    GPtrArray *copy = strings_new();
    for (guint i = 0; i < strings->len; i++)
        g_ptr_array_add(copy, g_strdup(g_ptr_array_index(strings, i)));
    return copy;
}

char *cells_join(const GPtrArray *cells)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < cells->len; i++) {
        if (i > 0)
            g_string_append(text, " | ");
        g_string_append(text, g_ptr_array_index(cells, i));
    }
    return g_string_free(text, false);
}

static void add_row(struct outline *outline, const struct block *block, guint i,
                    int table)
{
    struct unit *unit = unit_add(outline, UNIT_ROW, block);
    unit->table = table;
    g_autofree char *id = g_strdup_printf("%s.r%u", block->id, i + 1);
    unit->id = g_strdup(id);
    for (guint nth = 2; !id_claim(outline, unit->id); nth++) {
        g_free(unit->id);
        unit->id = nth_part(id, nth);
    }
    unit->cells = strings_copy(g_ptr_array_index(block->table->rows, i));
    unit->text = cells_join(unit->cells);
    if (i < block->table->row_lines->len)
        unit->lines =
            g_array_index(block->table->row_lines, struct line_range, i);
}

static void add_table(struct outline *outline, struct block *block)
{
    int index = (int)outline->plan->tables->len;
    struct caption *caption = g_new0(struct caption, 1);
    caption->id = place_id(outline, COUNT_T, block->id);
    caption->text = g_strdup(block->table->caption);
    caption->columns = strings_copy(block->table->header);
    g_ptr_array_add(outline->plan->tables, caption);
    set_id(block, caption->id);
    if (caption->text != NULL) {
        struct unit *unit = unit_add(outline, UNIT_CAPTION, block);
        unit->table = index;
        unit->id = g_strdup(caption->id);
        unit->text = g_strdup(caption->text);
    }
    for (guint i = 0; i < block->table->rows->len; i++)
        add_row(outline, block, i, index);
}

static void add_block(struct outline *outline, struct block *block)
{
    if (block->kind != BLOCK_TITLE && block->kind != BLOCK_FURNITURE &&
        block->kind != BLOCK_HEADING && block->kind != BLOCK_BOX)
        follow_path(outline, block->path);
    switch (block->kind) {
    case BLOCK_TITLE:
        add_title(outline, block);
        break;
    case BLOCK_HEADING:
    case BLOCK_BOX:
        add_heading(outline, block);
        break;
    case BLOCK_PARAGRAPH:
    case BLOCK_NOTE:
        add_text(outline, block);
        break;
    case BLOCK_TABLE:
        add_table(outline, block);
        break;
    case BLOCK_FURNITURE:
        break;
    }
}

static GPtrArray *path_to(const struct plan *plan, int section)
{
    GPtrArray *path = strings_new();
    for (; section != NO_SECTION; section = section_at(plan, section)->parent) {
        const struct section *at = section_at(plan, section);
        g_ptr_array_insert(path, 0, heading_label(at->marker, at->text));
    }
    return path;
}

GPtrArray *unit_path(const struct plan *plan, const struct unit *unit)
{
    int section = unit->section;
    if (unit->kind == UNIT_HEADING && section != NO_SECTION)
        section = section_at(plan, section)->parent;
    return path_to(plan, section);
}

/* The path of where the block has come to stand.  A heading is then itself
 * the innermost section, so its path ends above it. */
static void write_path(const struct outline *outline, struct block *block)
{
    int section = innermost(outline);
    if (block->kind == BLOCK_TITLE || block->kind == BLOCK_FURNITURE)
        return;
    if (block->kind == BLOCK_HEADING || block->kind == BLOCK_BOX)
        section = section_at(outline->plan, section)->parent;
    g_ptr_array_unref(block->path);
    block->path = path_to(outline->plan, section);
}

static void outline_start(struct outline *outline, GPtrArray *blocks)
{
    struct tally none = {{0}};
    outline->tallies = g_array_new(false, true, sizeof(struct tally));
    outline->open = g_array_new(false, false, sizeof(int));
    outline->used =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    outline->repeats =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    outline->by_path = true;
    g_array_append_val(outline->tallies, none);
    for (guint i = 0; i < blocks->len; i++) {
        const struct block *block = g_ptr_array_index(blocks, i);
        if (block->kind == BLOCK_HEADING || block->kind == BLOCK_BOX)
            outline->by_path = false;
        if (block->id != NULL)
            g_hash_table_add(outline->used, g_strdup(block->id));
    }
}

static void outline_end(struct outline *outline)
{
    g_array_unref(outline->tallies);
    g_array_unref(outline->open);
    g_hash_table_unref(outline->used);
    g_hash_table_unref(outline->repeats);
}

static void spread_roles(struct plan *plan)
{
    sections_set_roles(plan);
    for (guint i = 0; i < plan->units->len; i++) {
        struct unit *unit = g_ptr_array_index(plan->units, i);
        if (unit->section != NO_SECTION)
            unit->role = section_at(plan, unit->section)->role;
    }
}

void plan_from_blocks(struct plan *plan, GPtrArray *blocks)
{
    struct outline outline = {.plan = plan};
    outline_start(&outline, blocks);
    for (guint i = 0; i < blocks->len; i++) {
        struct block *block = g_ptr_array_index(blocks, i);
        add_block(&outline, block);
        write_path(&outline, block);
    }
    outline_end(&outline);
    spread_roles(plan);
}

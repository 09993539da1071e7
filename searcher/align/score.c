/* How well two items suit each other: by what they say, by what they are about,
 * by the sections they stand in, and a little by their place.
 */
#include "searcher/align/score.h"

#include <math.h>
#include <string.h>

/* What each counts; they sum up to 1.  Chosen on the five plans' tasks, where
 * 155 paragraphs were sorted by subject by hand. */
static const double text_share = 0.55, name_share = 0.17, said_share = 0.17;
static const double section_share = 0.11;
static const double indicator_share = 0.7; /* of rows, the rest is content */
/* Of sections. */
static const double heading_share = 0.5, content_share = 0.4;
static const double role_share = 0.05, rare_role_share = 0.35;
static const double place_share = 0.01;
/* Headings are short: half a word in common is soon found by chance. */
static const double heading_doubt = 0.085;
static const double row_doubt = 0.28; /* and so have rows */
static const double much_content = 0.8;

/* A heading or a lead with what its words mean in other words: 资金 beside
 * 经费.  Texts need none of that, they have words enough. */
static struct gramset meanings_of(struct scorer *scorer, const char *text,
                                  gsize length)
{
    g_autoptr(GString) said = g_string_new_len(text, (gssize)length);
    const char *end = text + length;
    for (const char *at = text; at < end; at = g_utf8_next_char(at)) {
        gsize word;
        const GArray *others = lexicon_meanings(at, (gsize)(end - at), &word);
        for (guint i = 0; others != NULL && i < others->len; i++) {
            const struct lexicon_word *other =
                &g_array_index(others, struct lexicon_word, i);
            if (other->kind != LEXICON_FROM)
                g_string_append_printf(said, ",%s", other->text);
        }
    }
    return gramset_read(&scorer->table, said->str, said->len);
}

/* ---- what items are about */

/* By section: the only paragraph compared that stands right in it, where it
 * has no sections of its own; else ALIGN_NONE. */
static int *sole_items(const struct align_input *input)
{
    enum { MANY = -2 };
    int *soles = g_new(int, input->section_count + 1);
    for (guint i = 0; i < input->section_count; i++)
        soles[i] = ALIGN_NONE;
    for (guint i = 0; i < input->count; i++) {
        int section = input->items[i].section;
        if (section != NO_SECTION && input->items[i].kind == UNIT_PARAGRAPH)
            soles[section] = soles[section] == ALIGN_NONE ? (int)i : MANY;
    }
    for (guint i = 0; i < input->section_count; i++)
        if (input->sections[i].parent != NO_SECTION)
            soles[input->sections[i].parent] = MANY;
    for (guint i = 0; i < input->section_count; i++)
        if (soles[i] == MANY)
            soles[i] = ALIGN_NONE;
    return soles;
}

/* A paragraph without a lead that is all of its section has the heading for a
 * lead. */
static void read_items(struct scorer *scorer)
{
    const struct align_input *input = scorer->input;
    g_autofree int *soles = sole_items(input);
    for (guint i = 0; i < input->count; i++) {
        const struct align_item *item = &input->items[i];
        const char *name = item->name;
        gsize length = item->name_length;
        scorer->texts[i] =
            gramset_read(&scorer->table, item->text, item->length);
        if (length == 0 && item->section != NO_SECTION &&
            soles[item->section] == (int)i) {
            name = input->sections[item->section].heading;
            length = strlen(name);
            struct gramset heading = gramset_read(&scorer->table, name, length);
            gramset_add(&scorer->texts[i], &heading);
            gramset_clear(&heading);
        }
        scorer->names[i] = gramset_read(&scorer->table, name, length);
        scorer->meant[i] = meanings_of(scorer, name, length);
    }
}

static void read_headings(struct scorer *scorer)
{
    const struct align_input *input = scorer->input;
    for (guint i = 0; i < input->section_count; i++) {
        const char *heading = input->sections[i].heading;
        gsize length = strlen(heading);
        scorer->headings[i] = gramset_read(&scorer->table, heading, length);
        scorer->senses[i] = meanings_of(scorer, heading, length);
    }
}

static void add_content(const struct align_input *input, int section,
                        const struct gramset *said, GArray **grams)
{
    for (; section != NO_SECTION; section = input->sections[section].parent)
        g_array_append_vals(grams[section], said->grams->data,
                            said->grams->len);
}

/* What all items in a section, and in those under it, say. */
static struct gramset *sets_of_contents(struct scorer *scorer)
{
    const struct align_input *input = scorer->input;
    g_autofree GArray **grams = g_new(GArray *, input->section_count + 1);
    struct gramset *all = g_new(struct gramset, input->section_count + 1);
    for (guint i = 0; i < input->section_count; i++)
        grams[i] = g_array_new(FALSE, FALSE, sizeof(struct gram));
    for (guint i = 0; i < input->count; i++)
        add_content(input, input->items[i].section, &scorer->texts[i], grams);
    for (guint i = 0; i < input->context_count; i++) {
        const struct align_item *item = &input->context[i];
        struct gramset said =
            gramset_read(&scorer->table, item->text, item->length);
        add_content(input, item->section, &said, grams);
        gramset_clear(&said);
    }
    for (guint i = 0; i < input->section_count; i++)
        all[i] = gramset_of(grams[i]);
    return all;
}

static void measure(const struct gram_table *table, struct gramset *all,
                    guint count)
{
    for (guint i = 0; i < count; i++)
        gramset_measure(table, &all[i]);
}

/* By role: 1 where it is one section's in every column, less the more sections
 * share it: all chapters of a plan may be tasks. */
static void measure_roles(struct scorer *scorer)
{
    const struct align_input *input = scorer->input;
    guint counts[ROLES] = {0};
    for (guint i = 0; i < input->section_count; i++)
        counts[input->sections[i].role]++;
    for (guint i = 0; i < ROLES; i++)
        scorer->rarity[i] =
            pow(MIN(1, (double)input->columns / MAX(counts[i], 1)), 2);
    scorer->rarity[ROLE_NONE] = 0;
}

static double *places_of(const struct align_input *input)
{
    double *places = g_new(double, input->count + 1);
    g_autofree guint *sizes = g_new0(guint, input->columns + 1);
    g_autofree guint *passed = g_new0(guint, input->columns + 1);
    for (guint i = 0; i < input->count; i++)
        sizes[input->items[i].column]++;
    for (guint i = 0; i < input->count; i++) {
        guint column = input->items[i].column;
        places[i] = (double)passed[column]++ / sizes[column];
    }
    return places;
}

static void measure_all(struct scorer *scorer)
{
    const struct align_input *input = scorer->input;
    const struct gram_table *table = &scorer->table;
    if (input->context_count == 0)
        gram_table_weigh(&scorer->table, scorer->texts, input->count);
    else /* headings alone say too little of what is rare */
        gram_table_weigh(&scorer->table, scorer->contents,
                         input->section_count);
    measure(table, scorer->texts, input->count);
    measure(table, scorer->names, input->count);
    measure(table, scorer->meant, input->count);
    measure(table, scorer->headings, input->section_count);
    measure(table, scorer->senses, input->section_count);
    measure(table, scorer->contents, input->section_count);
    shelf_init(&scorer->text_shelf, table, scorer->texts, input->count);
    shelf_init(&scorer->name_shelf, table, scorer->names, input->count);
    shelf_init(&scorer->content_shelf, table, scorer->contents,
               input->section_count);
}

void scorer_init(struct scorer *scorer, const struct align_input *input)
{
    guint count = input->count + 1, sections = input->section_count + 1;
    *scorer = (struct scorer){
        .input = input,
        .section = NO_SECTION,
        .texts = g_new0(struct gramset, count),
        .names = g_new0(struct gramset, count),
        .meant = g_new0(struct gramset, count),
        .headings = g_new0(struct gramset, sections),
        .senses = g_new0(struct gramset, sections),
        .text = g_new0(double, count),
        .saying = g_new0(double, count),
        .said = g_new0(double, count),
        .content = g_new0(double, sections),
    };
    gram_table_init(&scorer->table);
    read_items(scorer);
    read_headings(scorer);
    scorer->contents = sets_of_contents(scorer);
    scorer->places = places_of(input);
    measure_roles(scorer);
    measure_all(scorer);
}

static void clear(struct gramset *all, guint count)
{
    for (guint i = 0; i < count; i++)
        gramset_clear(&all[i]);
    g_free(all);
}

void scorer_clear(struct scorer *scorer)
{
    guint count = scorer->input->count;
    guint sections = scorer->input->section_count;
    shelf_clear(&scorer->text_shelf);
    shelf_clear(&scorer->name_shelf);
    shelf_clear(&scorer->content_shelf);
    clear(scorer->texts, count);
    clear(scorer->names, count);
    clear(scorer->meant, count);
    clear(scorer->headings, sections);
    clear(scorer->senses, sections);
    clear(scorer->contents, sections);
    g_free(scorer->places);
    g_free(scorer->text);
    g_free(scorer->saying);
    g_free(scorer->said);
    g_free(scorer->content);
    gram_table_clear(&scorer->table);
}

void scorer_start(struct scorer *scorer, guint item, guint limit)
{
    int section = scorer->input->items[item].section;
    const struct gramset *text = &scorer->texts[item];
    shelf_cosines(&scorer->text_shelf, text, limit, scorer->text);
    shelf_saying(&scorer->text_shelf, &scorer->names[item], limit,
                 scorer->saying);
    shelf_said(&scorer->name_shelf, text, limit, scorer->said);
    if (section != NO_SECTION && section != scorer->section)
        shelf_cosines(&scorer->content_shelf, &scorer->contents[section],
                      scorer->input->section_count, scorer->content);
    if (section != NO_SECTION)
        scorer->section = section;
}

/* ---- scores */

/* What is meant counts as what is said where texts beside them tell more;
 * headings alone are too short for that in full: every second one is about
 * building or strengthening something. */
static double meant_score(const struct scorer *scorer, double said,
                          const struct gramset *a, const struct gramset *b,
                          bool alone)
{
    double meant = gramset_cosine(&scorer->table, a, b);
    return MAX(said, alone ? (said + 2 * meant) / 3 : meant);
}

static double names_score(const struct scorer *scorer, guint i, guint j,
                          bool alone)
{
    double said =
        gramset_cosine(&scorer->table, &scorer->names[i], &scorer->names[j]);
    return meant_score(scorer, said, &scorer->meant[i], &scorer->meant[j],
                       alone);
}

/* alone: of headings, which have no text of their own. */
static double sections_score(const struct scorer *scorer, int a, int b,
                             bool alone)
{
    const struct align_section *sections = scorer->input->sections;
    if (a == NO_SECTION || b == NO_SECTION)
        return 0;
    double said = gramset_cosine(&scorer->table, &scorer->headings[a],
                                 &scorer->headings[b]);
    double heading = meant_score(scorer, said, &scorer->senses[a],
                                 &scorer->senses[b], alone);
    enum role role = sections[a].role;
    double part =
        role != ROLE_NONE && role == sections[b].role
            ? role_share * alone + rare_role_share * scorer->rarity[role]
            : 0;
    return alone ? heading_share * heading +
                       content_share * scorer->content[b] + part
                 : MIN(1, heading + part);
}

static bool same_text(const struct align_item *a, const struct align_item *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* units and years are alike in many rows */
static double rows_score(const struct scorer *scorer, guint i, guint j)
{
    const struct align_item *items = scorer->input->items;
    double content = scorer->text[j];
    bool named = items[i].name_length > 0 && items[j].name_length > 0;
    double score = !named
                       ? content
                       : (1 - indicator_share) * content +
                             indicator_share * names_score(scorer, i, j, true);
    return score - row_doubt;
}

/* What is about nothing that is named is but its text. */
static double paragraphs_score(const struct scorer *scorer, guint i, guint j,
                               double section)
{
    bool named = scorer->names[i].name > 0, other = scorer->names[j].name > 0;
    double text = scorer->text[j];
    double about =
        named && other
            ? name_share * names_score(scorer, i, j, false) +
                  said_share * sqrt(scorer->saying[j] * scorer->said[j])
        : named || other ? 0
                         : (name_share + said_share) * text;
    return text_share * text + about + section_share * section;
}

/* section: of the sections they open. */
static double headings_score(const struct scorer *scorer,
                             const struct align_item *a,
                             const struct align_item *b, double section)
{
    const struct align_section *sections = scorer->input->sections;
    double content = scorer->content[b->section];
    bool depth = sections[a->section].depth == sections[b->section].depth;
    double score = section * (depth ? 1 : 0.9) - heading_doubt;
    if (same_text(a, b))
        score = MAX(score, 0.5 + section / 2);
    if (content > much_content) /* another name for the same */
        score = MAX(score, content);
    return score;
}

double score_of(const struct scorer *scorer, guint item, guint j)
{
    const struct align_item *a = &scorer->input->items[item];
    const struct align_item *b = &scorer->input->items[j];
    double near =
        place_share * (1 - fabs(scorer->places[item] - scorer->places[j]));
    bool heading = a->kind == UNIT_HEADING;
    if (a->kind != b->kind)
        return 0;
    if (a->kind == UNIT_TITLE)
        return 1;
    double section = sections_score(scorer, a->section, b->section, heading);
    double score = heading           ? headings_score(scorer, a, b, section)
                   : same_text(a, b) ? 0.9 + section_share * section / 2
                   : a->kind == UNIT_ROW
                       ? rows_score(scorer, item, j)
                       : paragraphs_score(scorer, item, j, section);
    return CLAMP(score + near, 0, 1);
}

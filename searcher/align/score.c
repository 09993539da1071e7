/* How well two items suit each other: by what they say, by the sentence they
 * begin with, by the sections they stand in, and a little by their place.
 */
#include "searcher/align/score.h"

#include <math.h>
#include <string.h>

/* What each counts.  Chosen on the five plans: the section decides between
 * paragraphs that say as much in common, never against the same wording. */
static const double lead_share = 0.4, indicator_share = 0.7;
static const double heading_share = 0.5, content_share = 0.3;
static const double role_share = 0.15, rare_role_share = 0.35;
static const double section_share = 0.35;
static const double place_share = 0.02;
/* Headings are short: half a word in common is soon found by chance. */
static const double heading_doubt = 0.15;
static const double row_doubt = 0.2; /* and so have rows */
static const double much_content = 0.6;

/* A heading or a lead with what its words mean in other words: 资金 beside
 * 经费.  Texts need none of that, they have words enough. */
static struct name name_read(struct scorer *scorer, const char *text,
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
    return (struct name){gramset_read(&scorer->table, text, length),
                         gramset_read(&scorer->table, said->str, said->len)};
}

static struct gramset *sets_of_texts(struct scorer *scorer)
{
    const struct align_input *input = scorer->input;
    struct gramset *all = g_new(struct gramset, input->count + 1);
    for (guint i = 0; i < input->count; i++)
        all[i] = gramset_read(&scorer->table, input->items[i].text,
                              input->items[i].length);
    return all;
}

static struct name *names_of_items(struct scorer *scorer)
{
    const struct align_input *input = scorer->input;
    struct name *all = g_new(struct name, input->count + 1);
    for (guint i = 0; i < input->count; i++)
        all[i] = name_read(scorer, input->items[i].name,
                           input->items[i].name_length);
    return all;
}

static struct name *names_of_headings(struct scorer *scorer)
{
    const struct align_input *input = scorer->input;
    struct name *all = g_new(struct name, input->section_count + 1);
    for (guint i = 0; i < input->section_count; i++) {
        const char *heading = input->sections[i].heading;
        all[i] = name_read(scorer, heading, strlen(heading));
    }
    return all;
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
        grams[i] = g_array_new(FALSE, FALSE, sizeof(guint32));
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

static void measure_names(const struct gram_table *table, struct name *all,
                          guint count)
{
    for (guint i = 0; i < count; i++) {
        gramset_measure(table, &all[i].said);
        gramset_measure(table, &all[i].meant);
    }
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
        scorer->rarity[i] = MIN(1, (double)input->columns / MAX(counts[i], 1));
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

/* Names are short: all their bigrams count. */
static void name_shelf_init(struct name_shelf *shelf,
                            const struct gram_table *table,
                            const struct name *all, guint count)
{
    shelf->said = g_new(struct gramset, count + 1);
    shelf->meant = g_new(struct gramset, count + 1);
    for (guint i = 0; i < count; i++) {
        shelf->said[i] = all[i].said;
        shelf->meant[i] = all[i].meant;
    }
    shelf_init(&shelf->by_said, table, shelf->said, count, G_MAXUINT);
    shelf_init(&shelf->by_meant, table, shelf->meant, count, G_MAXUINT);
}

static void name_shelf_clear(struct name_shelf *shelf)
{
    shelf_clear(&shelf->by_said);
    shelf_clear(&shelf->by_meant);
    g_free(shelf->said);
    g_free(shelf->meant);
}

static void name_shelf_compare(struct name_shelf *shelf, guint i, guint limit)
{
    shelf_compare(&shelf->by_said, i, limit);
    shelf_compare(&shelf->by_meant, i, limit);
}

/* Texts have words enough for those that stand nearly everywhere to be passed
 * over. */
enum { SHELF_COMMON = 4000 };

void scorer_init(struct scorer *scorer, const struct align_input *input)
{
    *scorer = (struct scorer){.input = input, .section = NO_SECTION};
    gram_table_init(&scorer->table);
    scorer->texts = sets_of_texts(scorer);
    scorer->names = names_of_items(scorer);
    scorer->headings = names_of_headings(scorer);
    scorer->contents = sets_of_contents(scorer);
    scorer->places = places_of(input);
    measure_roles(scorer);
    if (input->context_count == 0)
        gram_table_weigh(&scorer->table, scorer->texts, input->count);
    else /* headings alone say too little of what is rare */
        gram_table_weigh(&scorer->table, scorer->contents,
                         input->section_count);
    measure(&scorer->table, scorer->texts, input->count);
    measure_names(&scorer->table, scorer->names, input->count);
    measure_names(&scorer->table, scorer->headings, input->section_count);
    measure(&scorer->table, scorer->contents, input->section_count);
    shelf_init(&scorer->items, &scorer->table, scorer->texts, input->count,
               SHELF_COMMON);
    shelf_init(&scorer->sections, &scorer->table, scorer->contents,
               input->section_count, SHELF_COMMON);
    name_shelf_init(&scorer->names_of, &scorer->table, scorer->names,
                    input->count);
    name_shelf_init(&scorer->headings_of, &scorer->table, scorer->headings,
                    input->section_count);
}

static void clear(struct gramset *all, guint count)
{
    for (guint i = 0; i < count; i++)
        gramset_clear(&all[i]);
    g_free(all);
}

static void clear_names(struct name *all, guint count)
{
    for (guint i = 0; i < count; i++) {
        gramset_clear(&all[i].said);
        gramset_clear(&all[i].meant);
    }
    g_free(all);
}

void scorer_clear(struct scorer *scorer)
{
    shelf_clear(&scorer->items);
    shelf_clear(&scorer->sections);
    name_shelf_clear(&scorer->names_of);
    name_shelf_clear(&scorer->headings_of);
    clear(scorer->texts, scorer->input->count);
    clear_names(scorer->names, scorer->input->count);
    clear_names(scorer->headings, scorer->input->section_count);
    clear(scorer->contents, scorer->input->section_count);
    g_free(scorer->places);
    gram_table_clear(&scorer->table);
}

void scorer_start(struct scorer *scorer, guint item, guint limit)
{
    int section = scorer->input->items[item].section;
    shelf_compare(&scorer->items, item, limit);
    if (scorer->input->items[item].name_length > 0)
        name_shelf_compare(&scorer->names_of, item, limit);
    if (section != NO_SECTION && section != scorer->section) {
        guint count = scorer->input->section_count;
        shelf_compare(&scorer->sections, (guint)section, count);
        name_shelf_compare(&scorer->headings_of, (guint)section, count);
    }
    if (section != NO_SECTION)
        scorer->section = section;
}

/* ---- scores */

/* What is meant counts as what is said where texts beside them tell more;
 * headings alone are too short for that: every second one is about building or
 * strengthening something. */
static double names_score(const struct name_shelf *shelf, guint other,
                          bool alone)
{
    double said = shelf->by_said.cosines[other];
    double meant = shelf->by_meant.cosines[other];
    return MAX(said, alone ? (said + meant) / 2 : meant);
}

/* alone: of headings, which have no text of their own. */
static double sections_score(const struct scorer *scorer, int a, int b,
                             bool alone)
{
    const struct align_section *sections = scorer->input->sections;
    if (a == NO_SECTION || b == NO_SECTION)
        return 0;
    double heading = names_score(&scorer->headings_of, (guint)b, alone);
    enum role role = sections[a].role;
    double part = role != ROLE_NONE && role == sections[b].role
                      ? role_share + rare_role_share * scorer->rarity[role]
                      : 0;
    return heading_share * heading +
           content_share * scorer->sections.cosines[b] + part;
}

static bool same_text(const struct align_item *a, const struct align_item *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static double words_score(const struct scorer *scorer, guint i, guint j)
{
    const struct align_item *a = &scorer->input->items[i];
    const struct align_item *b = &scorer->input->items[j];
    double content = scorer->items.cosines[j];
    if (same_text(a, b))
        return 1;
    if (a->name_length == 0 || b->name_length == 0)
        return content;
    double name = names_score(&scorer->names_of, j, a->kind == UNIT_ROW);
    if (a->kind == UNIT_ROW) /* units and years are alike in many rows */
        return (1 - indicator_share) * content + indicator_share * name;
    return MAX(content, (1 - lead_share) * content + lead_share * name);
}

/* section: of the sections they open. */
static double headings_score(const struct scorer *scorer,
                             const struct align_item *a,
                             const struct align_item *b, double section)
{
    const struct align_section *sections = scorer->input->sections;
    double content = scorer->sections.cosines[b->section];
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
    double near = 1 - fabs(scorer->places[item] - scorer->places[j]);
    if (a->kind != b->kind)
        return 0;
    if (a->kind == UNIT_TITLE)
        return 1;
    double section =
        sections_score(scorer, a->section, b->section, a->kind == UNIT_HEADING);
    double words = words_score(scorer, item, j);
    if (a->kind == UNIT_HEADING)
        return headings_score(scorer, a, b, section) + place_share * near;
    if (a->kind == UNIT_ROW) /* all rows of a table stand in one section */
        return words - row_doubt + place_share * near;
    return words + (1 - words) * section_share * section + place_share * near;
}

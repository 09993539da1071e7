/* How well two items suit each other: by what they say, by the sentence they
 * begin with, by the sections they stand in, and a little by their place.
 */
#include "searcher/align/score.h"

#include <math.h>
#include <string.h>

/* What each counts.  Chosen on the five plans: the section decides between
 * paragraphs that say as much in common, never against the same wording. */
static const double lead_share = 0.4;
static const double heading_share = 0.5, content_share = 0.3, role_share = 0.2;
static const double section_share = 0.35;
static const double place_share = 0.02;

static struct gramset *sets_of_items(struct scorer *scorer, bool leads)
{
    const struct align_input *input = scorer->input;
    struct gramset *all = g_new(struct gramset, input->count + 1);
    for (guint i = 0; i < input->count; i++) {
        const struct align_item *item = &input->items[i];
        all[i] = gramset_read(&scorer->table, item->text,
                              leads ? item->lead : item->length);
    }
    return all;
}

static struct gramset *sets_of_headings(struct scorer *scorer)
{
    const struct align_input *input = scorer->input;
    struct gramset *all = g_new(struct gramset, input->section_count + 1);
    for (guint i = 0; i < input->section_count; i++) {
        const char *heading = input->sections[i].heading;
        all[i] = gramset_read(&scorer->table, heading, strlen(heading));
    }
    return all;
}

/* What all items in a section, and in those under it, say. */
static struct gramset *sets_of_contents(struct scorer *scorer)
{
    const struct align_input *input = scorer->input;
    g_autofree GArray **grams = g_new(GArray *, input->section_count + 1);
    struct gramset *all = g_new(struct gramset, input->section_count + 1);
    for (guint i = 0; i < input->section_count; i++)
        grams[i] = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < input->count; i++) {
        const GArray *said = scorer->texts[i].grams;
        for (int at = input->items[i].section; at != NO_SECTION;
             at = input->sections[at].parent)
            g_array_append_vals(grams[at], said->data, said->len);
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

void scorer_init(struct scorer *scorer, const struct align_input *input)
{
    *scorer = (struct scorer){.input = input, .section = NO_SECTION};
    gram_table_init(&scorer->table);
    scorer->texts = sets_of_items(scorer, false);
    scorer->leads = sets_of_items(scorer, true);
    scorer->headings = sets_of_headings(scorer);
    scorer->contents = sets_of_contents(scorer);
    scorer->places = places_of(input);
    gram_table_weigh(&scorer->table, scorer->texts, input->count);
    measure(&scorer->table, scorer->texts, input->count);
    measure(&scorer->table, scorer->leads, input->count);
    measure(&scorer->table, scorer->headings, input->section_count);
    measure(&scorer->table, scorer->contents, input->section_count);
    shelf_init(&scorer->items, &scorer->table, scorer->texts, input->count);
    shelf_init(&scorer->sections, &scorer->table, scorer->contents,
               input->section_count);
}

static void clear(struct gramset *all, guint count)
{
    for (guint i = 0; i < count; i++)
        gramset_clear(&all[i]);
    g_free(all);
}

void scorer_clear(struct scorer *scorer)
{
    shelf_clear(&scorer->items);
    shelf_clear(&scorer->sections);
    clear(scorer->texts, scorer->input->count);
    clear(scorer->leads, scorer->input->count);
    clear(scorer->headings, scorer->input->section_count);
    clear(scorer->contents, scorer->input->section_count);
    g_free(scorer->places);
    gram_table_clear(&scorer->table);
}

void scorer_start(struct scorer *scorer, guint item, guint limit)
{
    int section = scorer->input->items[item].section;
    shelf_compare(&scorer->items, item, limit);
    if (section != NO_SECTION && section != scorer->section)
        shelf_compare(&scorer->sections, (guint)section,
                      scorer->input->section_count);
    if (section != NO_SECTION)
        scorer->section = section;
}

/* ---- scores */

static double sections_score(const struct scorer *scorer, int a, int b)
{
    const struct align_section *sections = scorer->input->sections;
    if (a == NO_SECTION || b == NO_SECTION)
        return a == b;
    double heading = gramset_cosine(&scorer->table, &scorer->headings[a],
                                    &scorer->headings[b]);
    bool role =
        sections[a].role == sections[b].role && sections[a].role != ROLE_NONE;
    return heading_share * heading +
           content_share * scorer->sections.cosines[b] + role_share * role;
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
    if (a->lead == 0 || b->lead == 0)
        return content;
    double lead =
        gramset_cosine(&scorer->table, &scorer->leads[i], &scorer->leads[j]);
    double both = (1 - lead_share) * content + lead_share * lead;
    return MAX(content, both);
}

static bool may_pair(enum unit_kind a, enum unit_kind b)
{
    bool text = (a == UNIT_PARAGRAPH || a == UNIT_NOTE) &&
                (b == UNIT_PARAGRAPH || b == UNIT_NOTE);
    return a == b || text;
}

double score_of(const struct scorer *scorer, guint item, guint j)
{
    const struct align_item *a = &scorer->input->items[item];
    const struct align_item *b = &scorer->input->items[j];
    double near = 1 - fabs(scorer->places[item] - scorer->places[j]);
    if (!may_pair(a->kind, b->kind))
        return 0;
    if (a->kind == UNIT_TITLE)
        return 1;
    double section = sections_score(scorer, a->section, b->section);
    double words = words_score(scorer, item, j);
    if (a->kind == UNIT_HEADING) {
        const struct align_section *sections = scorer->input->sections;
        bool depth = sections[a->section].depth == sections[b->section].depth;
        return section * (depth ? 1 : 0.9) + place_share * near;
    }
    return words + (1 - words) * section_share * section + place_share * near;
}

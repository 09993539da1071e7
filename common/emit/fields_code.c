/* What the fields of code's tables mean. */
#include "common/emit/fields.h"

#include "common/messages/messages.h"

const struct output_field coding_fields[] = {
    {"label", "string", N_("The code's label.")},
    {"group", "string or null", N_("Its group in the codebook.")},
    {"id", "string", N_("The unit's id.")},
    {"plan", "string", N_("The plan's id.")},
    {"place", "string or null", N_("The plan's place.")},
    {"period", "string or null", N_("The plan's years.")},
    {"kind", "string", N_("paragraph, row, note, heading, title or caption.")},
    {"role", "string or null", N_("The part its section plays in any plan.")},
    {"match", "string", N_("exact, masked or loose: how the unit matches.")},
    {"occurrences", "integer",
     N_("How often what the query looks for stands in the unit, without "
        "overlap; 0 where it asks for no words.")},
    {"spans", "list of pairs of integers",
     N_("Where it stands in text: first code point, and the one after the "
        "last.")},
    {"text", "string", N_("The source's own wording.")},
    {"cite", "string", N_("A citation for readers.")},
    {NULL, NULL, NULL},
};

const struct output_field coding_unit_fields[] = {
    {"id", "string", N_("The unit's id.")},
    {"plan", "string", N_("The plan's id.")},
    {"place", "string or null", N_("The plan's place.")},
    {"period", "string or null", N_("The plan's years.")},
    {"kind", "string", N_("paragraph, row, note, heading, title or caption.")},
    {"role", "string or null", N_("The part its section plays in any plan.")},
    {"LABEL", "integer",
     N_("One field for each code, called by its label, in the order of the "
        "codebook: 1 where its query finds the unit and 0 where not; with "
        "--value occurrences how often what it looks for stands there.")},
    {NULL, NULL, NULL},
};

const struct output_field coding_plan_fields[] = {
    {"plan", "string", N_("The plan's id.")},
    {"place", "string or null", N_("The plan's place.")},
    {"period", "string or null", N_("The plan's years.")},
    {"characters", "integer",
     N_("Normalised characters of its paragraphs, rows and notes.")},
    {"LABEL", "integer, number or null",
     N_("One field for each code, called by its label: the units its query "
        "finds in the plan; with --value occurrences or rate what count says "
        "by plan.")},
    {NULL, NULL, NULL},
};

const struct output_field code_fields[] = {
    {"label", "string or null",
     N_("The code's label; null of a group's total.")},
    {"group", "string or null", N_("The group.")},
    {"units", "integer",
     N_("How many units the query finds; of a group, those that one of its "
        "codes finds, or several.")},
    {"occurrences", "integer",
     N_("How often what is looked for stands there; of a group, the sum of its "
        "codes'.")},
    {"plans", "integer", N_("In how many plans.")},
    {"characters", "integer or null",
     N_("Normalised characters of the text that passes the query's filters; "
        "null of a group whose codes have different filters.")},
    {"per_10000", "number or null",
     N_("Occurrences in 10,000 of these characters.")},
    {"query", "string or null", N_("The query as understood.")},
    {"note", "string or null", N_("The codebook's note.")},
    {NULL, NULL, NULL},
};

const struct output_field code_pair_fields[] = {
    {"a", "string", N_("A code's label.")},
    {"b", "string", N_("Another's, which stands behind it in the codebook.")},
    {"units_a", "integer", N_("How many units the first finds.")},
    {"units_b", "integer", N_("How many the second finds.")},
    {"both", "integer", N_("How many both find.")},
    {"jaccard", "number or null",
     N_("both in the number of units that one or both find (Jaccard's "
        "coefficient); null where there are none.")},
    {NULL, NULL, NULL},
};

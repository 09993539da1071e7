/* What the records of reuse hold, in words. */
#include "common/emit/fields_reuse.h"

#include "common/messages/messages.h"

const struct output_field reuse_fields[] = {
    {"a", "object",
     N_("The id of the unit the passage stands in, and its span in the unit's "
        "text: first code point, and the one after the last. a is of the plan "
        "that stands first in the list of plans; of the plan asked about where "
        "that is one, or traced with --from.")},
    {"b", "object", N_("The same of the other plan.")},
    {"length", "integer", N_("Normalised characters of a's side.")},
    {"kind", "string",
     N_("exact: the same normalised text, which can be made longer on neither "
        "side; or near: with small changes inside.")},
    {"similarity", "number",
     N_("1 - d / the longer side, d being the edit distance (Levenshtein) of "
        "the normalised texts in characters; 1 of an exact passage.")},
    {"older", "string or null",
     N_("a or b: whose plan's period begins earlier; same: of one period, "
        "nobody knows which is older; null where a plan has no period.")},
    {"text", "string",
     N_("The source's wording of the older side, of a where neither is.")},
    {"other", "string", N_("The wording of the other side.")},
    {"cites", "string or null",
     N_("a or b: whose plan names the other's title, in title marks, and is "
        "likely the later one; null where neither or each does.")},
    {"a_plan", "string", N_("The id of a's plan.")},
    {"a_id", "string", N_("The id of a's unit.")},
    {"b_plan", "string", N_("The id of b's plan.")},
    {"b_id", "string", N_("The id of b's unit.")},
    {NULL, NULL, NULL},
};

const struct output_field reuse_matrix_fields[] = {
    {"plan", "string", N_("The plan's id.")},
    {"other", "string or null",
     N_("The id of the plan it is compared with; null: with all others "
        "together.")},
    {"characters", "integer",
     N_("Normalised characters of the plan's paragraphs, rows and notes.")},
    {"reused", "integer",
     N_("Of these, those that stand in a passage shared with the other plan; "
        "changed characters inside a near passage among them.")},
    {"share", "number or null",
     N_("reused / characters; null of a plan without text.")},
    {NULL, NULL, NULL},
};

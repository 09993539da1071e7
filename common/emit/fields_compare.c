/* What the fields of compare's and diff's records mean. */
#include "common/emit/emit.h"

#include "common/messages/messages.h"

extern const struct output_field compare_fields[]; /* fields.c */
const struct output_field compare_fields[] = {
    {"label", "string", N_("Only with --queries: the query's label.")},
    {"base", "string or null",
     N_("The id of the base's unit; null where the base has none.")},
    {"plan", "string", N_("The plan that is compared with the base.")},
    {"id", "string or null",
     N_("The id of that plan's unit; null where it has none.")},
    {"similarity", "number or null",
     N_("2·LCS/(|a|+|b|), with LCS the length of the longest common "
        "subsequence of both units' normalised characters without punctuation "
        "(Unicode's general category P, save % ‰ * and a . : - / between two "
        "digits) and without the paragraph's marker; with --punctuation all "
        "characters count. 1 for the same wording, null where one is "
        "missing.")},
    {"ops", "list of pairs of strings",
     N_("What makes the unit of the base's: op (keep, insert, delete, or move "
        "for what is kept of a unit that has moved) and text, in order. All "
        "texts but the deleted ones are the unit's whole text; all but the "
        "inserted ones are the base's, save that what is kept reads as in the "
        "unit, with its width, punctuation and marker.")},
    {"status", "string",
     N_("base (the base itself), same, changed, moved, moved-changed, added "
        "(the base has none) or dropped (the plan has none).")},
    {"row", "integer", N_("Units of one row belong together; counted from 1.")},
    {"about", "string",
     N_("What the row is about: the lead or the heading of its first unit.")},
    {"position", "integer or null",
     N_("Which of its plan's units that are compared the unit is, from 1.")},
    {"role", "string or null", N_("The part its section plays in the plan.")},
    {"cite", "string",
     N_("A citation of the unit, or of the base's where it has none.")},
    {"score", "number or null",
     N_("How well the unit suits the others of its row, 0 to 1, in the mean: "
        "texts, leads and headings in common, each by how rare its words are. "
        "Below 0.22 the pairing is weak, and marked with ? for reading; null "
        "where the unit stands alone or nothing was to be paired.")},
    {NULL, NULL, NULL},
};

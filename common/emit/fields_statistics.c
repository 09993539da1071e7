/* What the records of terms, keyness, collocates, ngrams and dispersion hold;
 * fields.c puts them among the others. */
#include "common/emit/fields.h"

#include "common/messages/messages.h"

#define LABEL                                                                  \
    {                                                                          \
        "label", "string", N_("Only with --queries: the query's label.")       \
    }
#define OCCURRENCES                                                            \
    {"occurrences", "integer",                                                 \
     N_("How often its characters stand in the text, also within longer "      \
        "words, without overlap: what count says.")},                          \
        {"units", "integer", N_("In how many units, as count says.")},         \
    {                                                                          \
        "plans", "integer", N_("In how many plans.")                           \
    }
#define PER_10000                                                              \
    {                                                                          \
        "per_10000", "number or null",                                         \
            N_("Occurrences in 10,000 normalised characters of the text; "     \
               "null "                                                         \
               "where there are none.")                                        \
    }

const struct output_field term_fields[] = {
    LABEL,
    {"term", "string", N_("The word, normalised.")},
    {"tokens", "integer", N_("How often it is a word of the text.")},
    OCCURRENCES,
    PER_10000,
    {"tf_idf", "number",
     N_("tokens * log10(plans of the text / plans) (Manning, Raghavan and "
        "Schütze 2008); 0 of a word that is in every plan.")},
    {NULL, NULL, NULL},
};

const struct output_field token_fields[] = {
    LABEL,
    {"id", "string", N_("The unit's id.")},
    {"plan", "string", N_("The plan's id.")},
    {"term", "string", N_("The word, normalised.")},
    {"span", "list of two integers",
     N_("Where it stands in the unit's text: first code point, and the one "
        "after the last.")},
    {NULL, NULL, NULL},
};

const struct output_field keyness_fields[] = {
    LABEL,
    {"term", "string", N_("The word, normalised.")},
    {"tokens", "integer", N_("a: how often it is a word of the target.")},
    {"reference_tokens", "integer",
     N_("b: how often it is a word of the reference.")},
    {"size", "integer", N_("c: all tokens of the target.")},
    {"reference_size", "integer", N_("d: all tokens of the reference.")},
    {"occurrences", "integer",
     N_("How often its characters stand in the target, also within longer "
        "words, without overlap: what count says.")},
    {"reference_occurrences", "integer", N_("The same of the reference.")},
    {"units", "integer", N_("In how many units of the target.")},
    {"reference_units", "integer", N_("In how many units of the reference.")},
    {"plans", "integer", N_("In how many plans of the target.")},
    {"reference_plans", "integer", N_("In how many plans of the reference.")},
    {"tokens_per_10000", "number or null",
     N_("10,000 a/c: tokens in 10,000 tokens of the target.")},
    {"reference_tokens_per_10000", "number or null",
     N_("10,000 b/d: the same of the reference.")},
    {"per_10000", "number or null",
     N_("Occurrences in 10,000 normalised characters of the target.")},
    {"reference_per_10000", "number or null", N_("The same of the reference.")},
    {"sign", "string or null",
     N_("positive where the target has more of the word for its size, negative "
        "where the reference has; null where they are even.")},
    {"log_likelihood", "number",
     N_("2 (a ln(a/E1) + b ln(b/E2)), E1 = c (a+b)/(c+d), E2 = d (a+b)/(c+d) "
        "(Rayson and Garside 2000); the same whichever text has more.")},
    {"p", "number",
     N_("How probable as high a log_likelihood is by chance: chi-square, one "
        "degree of freedom.")},
    {"bic", "number",
     N_("log_likelihood - ln(c+d) (Wilson 2013): above 2 there is evidence, "
        "above 10 it is very strong.")},
    {"log_ratio", "number or null",
     N_("log2((a/c)/(b/d)), where 0.5 stands for a frequency of 0 (Hardie "
        "2014): 1 is twice as frequent.")},
    {"percent_diff", "number or null",
     N_("100 (a/c - b/d)/(b/d) (Gabrielatos and Marchi 2011); null where b is "
        "0.")},
    {NULL, NULL, NULL},
};

const struct output_field collocate_fields[] = {
    LABEL,
    {"term", "string", N_("The word, normalised.")},
    {"together", "integer",
     N_("O: how often it stands near the node; with --sentence and --unit in "
        "how many sentences or units that have the node.")},
    {"left", "integer or null",
     N_("Of these, how often before the nearest node; null without a "
        "window.")},
    {"right", "integer or null", N_("How often behind it.")},
    {"shared_units", "integer", N_("In how many units they stand together.")},
    {"shared_plans", "integer", N_("In how many plans they do.")},
    {"frequency", "integer",
     N_("C: how often it is a word of the text, the node's own words aside; "
        "with --sentence and --unit in how many of these.")},
    OCCURRENCES,
    {"node_frequency", "integer",
     N_("f: occurrences of the node, or how many sentences or units have "
        "it.")},
    {"near", "integer",
     N_("R: all tokens that stand near the node, or how many sentences or "
        "units have it.")},
    {"size", "integer",
     N_("N: all tokens of the text, the node's own aside, or all sentences or "
        "units.")},
    {"expected", "number", N_("E = R C/N.")},
    {"log_likelihood", "number",
     N_("2 times the sum of O ln(O/E) over the four cells of the contingency "
        "table (Dunning 1993; Evert 2008).")},
    {"log_dice", "number", N_("14 + log2(2 O/(f + C)) (Rychlý 2008).")},
    {"mi", "number", N_("log2(O/E) (Church and Hanks 1990).")},
    {"mi3", "number", N_("log2(O^3/E) (Daille 1994).")},
    {"t_score", "number", N_("(O - E)/sqrt(O) (Church and others 1991).")},
    {NULL, NULL, NULL},
};

const struct output_field ngram_fields[] = {
    LABEL,
    {"term", "string", N_("The sequence, normalised.")},
    {"size", "integer", N_("How many words, or characters, it has.")},
    {"words", "list of strings", N_("These.")},
    {"tokens", "integer",
     N_("How often it stands there as these words; those that overlap count "
        "each.")},
    OCCURRENCES,
    PER_10000,
    {NULL, NULL, NULL},
};

const struct output_field dispersion_fields[] = {
    LABEL,
    {"term", "string", N_("The query in canonical form.")},
    {"parts", "integer", N_("n: parts that have any text.")},
    {"range", "integer", N_("Parts that have it.")},
    {"units", "integer", N_("In how many units, as count says.")},
    {"occurrences", "integer", N_("How often, as count says.")},
    {"characters", "integer",
     N_("Normalised characters of the text that passes the filters.")},
    PER_10000,
    {"dp", "number or null",
     N_("Half the sum of |v - s| over the parts, v a part's share of the "
        "occurrences, s its share of the characters (Gries 2008); 0 is even. "
        "Null where nothing is found.")},
    {"dp_norm", "number or null",
     N_("dp/(1 - the smallest s) (Lijffijt and Gries 2012); null of one "
        "part.")},
    {"juilland_d", "number or null",
     N_("1 - V/sqrt(n - 1), V the coefficient of variation of the parts' rates "
        "(Juilland and Chang-Rodríguez 1964); 1 is even, null of one part.")},
    {"carroll_d2", "number or null",
     N_("The entropy of the parts' rates, each over their sum, by ln n "
        "(Carroll 1970); 1 is even, null of one part.")},
    {NULL, NULL, NULL},
};

const struct output_field part_fields[] = {
    LABEL,
    {"term", "string", N_("The query in canonical form.")},
    {"part", "string or null",
     N_("The plan's or section's id, the place, role, kind or period; null of "
        "what has none.")},
    {"heading", "string or null", N_("Of a section: its heading.")},
    {"units", "integer", N_("In how many of its units, as count says.")},
    {"occurrences", "integer", N_("How often it stands there.")},
    {"expected", "number",
     N_("How often it would, were it spread evenly over the characters.")},
    {"characters", "integer", N_("Normalised characters of the part.")},
    PER_10000,
    {"dp", "number or null",
     N_("Half the sum of |v - s| over ten equal stretches of the part's text "
        "(Gries 2008): how evenly it stands within the part; null where it "
        "does not.")},
    {"positions", "list of numbers",
     N_("Where each occurrence begins in the part's text, 0 to 1 by "
        "characters, to six digits.")},
    {NULL, NULL, NULL},
};

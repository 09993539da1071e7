/* plan-search: looks the command up, reads its options, opens the index, runs
 * it.  The table says which of that a command needs. */
#include "searcher/cmd/cmd.h"

#include "common/messages/messages.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* Bytes that stay with the program when they are freed.  Lists of hits are long
 * and short-lived: given back to the system, they are cleared and mapped anew
 * for every query of --queries, which takes a fifth of its time. */
enum { MEMORY_KEPT = 32 << 20 };

#define LISTS (TAKES_INDEX | TAKES_FORMAT | TAKES_LIMIT)

const struct command commands[] = {
    {"search", "QUERY…", N_("Find paragraphs, rows and notes, best first."),
     N_("Terms are joined by AND; 'plan-search help query' explains all that "
        "can be written. A term matches where it stands in the text, whatever "
        "the words it is part of; headings, titles and captions that match are "
        "counted beside the hits and listed by kind:heading and its like. With "
        "--match loose, units that share enough of the words are hits too, "
        "each marked as such."),
     LISTS | TAKES_QUERY | TAKES_RANK | TAKES_FIXED | TAKES_CITE, cmd_search,
     NULL},
    {"count", "QUERY…", N_("Count units and occurrences, by place, role …"),
     N_("Every combination of the keys of --by is listed, those without a hit "
        "too. per 10,000: occurrences in 10,000 normalised characters of the "
        "text that passes the filters; of NEAR and ADJ a passage counts once."),
     LISTS | TAKES_QUERY | TAKES_FIXED | TAKES_BY | TAKES_PICTURE, cmd_count,
     NULL},
    {"kwic", "QUERY…", N_("List every occurrence with what stands around it."),
     N_("Left and right are compared by code point, left from the word "
        "outwards."),
     LISTS | TAKES_QUERY | TAKES_FIXED | TAKES_WIDTH | TAKES_CITE, cmd_kwic,
     NULL},
    {"show", "ID…", N_("Show units, sections or plans by their ids."),
     N_("Any id, and any beginning of one that ends a part, will do: "
        "jia-14-3108 is a plan, jia-14-3108/3 a section, jia-14-3108/3.2/p1 a "
        "paragraph. An id that is not there is named, the others are shown."),
     LISTS | TAKES_CONTEXT | TAKES_CITE, cmd_show, NULL},
    {"sections", "[QUERY…]",
     N_("List the outline, or the sections whose heading matches."), NULL,
     LISTS | TAKES_FIXED, cmd_sections, NULL},
    {"plans", "", N_("List the plans that are indexed."), NULL,
     LISTS | TAKES_CITE, cmd_plans, NULL},
    {"compare", "[QUERY…]", N_("Put what plans say side by side."),
     N_("A column a plan: the best unit of each plan for a query, all of its "
        "hits with --all, or what stands in the sections that --section or "
        "--role name (a query beside them narrows what is compared). Units "
        "that belong together stand in one row, wherever their plans have "
        "them: they are paired by role, heading, lead and content; a dash says "
        "that a plan has nothing of the kind. Differences to the base are "
        "marked word by word, numbers with their units and quoted titles kept "
        "whole; words that are kept read as the compared plan has them, so "
        "that width and (without --punctuation) punctuation may differ from "
        "the base. similarity is 2 LCS / (|a| + |b|), with LCS the length of "
        "the longest common subsequence of the normalised characters without "
        "punctuation and the paragraph's marker (the normalised Indel "
        "similarity; Hyyrö 2004 computes it by bits): 1 for the same wording. "
        "The similarity of two plans is that of all rows together, paragraphs "
        "without a partner included. score says how well a unit suits the "
        "others of its row, in the base or not; below 0.22 (marked ?) the "
        "pairing is weak. Of more than 60 plans units are paired with the "
        "base's only. --base takes an id, its beginning, or a place that "
        "has one plan. --limit counts rows. --format svg draws how alike the "
        "plans are, with --outline where each theme stands in them. Without "
        "colour, insertions stand in {+ +} and deletions in [- -]."),
     LISTS | TAKES_QUERY | TAKES_FIXED | TAKES_PICTURE, cmd_compare,
     &compare_own},
    {"diff", "ID ID",
     N_("Say what differs between two plans, sections or units."),
     N_("Any ids that show takes; the first is the base. Paragraphs, headings, "
        "rows and notes of both are paired by what they say and where they "
        "stand. Each pair is a record, and so is each unit that has no other: "
        "same, changed, moved, moved-changed, added or dropped. What has moved "
        "is what is not in the heaviest part that stands in the same order on "
        "both sides; what is kept of it is the op move. A paragraph's marker "
        "and punctuation count only with --punctuation. Words that are kept "
        "read as the second text has them: all ops but delete make its whole "
        "text, all but insert the first one's, width and uncounted punctuation "
        "aside. similarity is as in compare. The status is 1 when nothing "
        "differs. Without colour, insertions stand in {+ +} and deletions in "
        "[- -]."),
     LISTS, cmd_diff, &diff_own},
    {"reuse", "[PLAN…]", N_("Find the passages that plans share."),
     /* xgettext:no-c-format */
     N_("Passages stand in one paragraph, row or note on each side. Exact ones "
        "are equal in normalised text, marks and digits too, and can be made "
        "longer on neither side; all of them are found. Near ones are runs of "
        "equal text with small changes between: at least 80% alike (1 - edit "
        "distance / the longer side, in characters), at most 20 characters "
        "between two runs, one run of at least 8 (of 2/3 of --min, if that is "
        "less). The exact passages inside a near one are records too; for "
        "reading they are left out, passages begin and end with words, and "
        "only "
        "the longest of each two plans are shown (--per-pair).\n\n"
        "Without a plan, each two are compared, a standing before b in the "
        "list of plans; with one, that plan (a) and all others; with several, "
        "these among themselves. Which is older is told by the first year of "
        "their periods. In plans of one period nobody knows: one that cites "
        "the other's title is taken for the later one, else the higher level "
        "stands first, for reading; [-…-]{+…+} is what the second has instead "
        "of the first's wording. Of one level, [first|second] takes no "
        "side.\n\n"
        "With --max-plans a passage is left out when each --min characters of "
        "it stand in more plans than that. --format svg draws the matrix."),
     LISTS | TAKES_PICTURE, cmd_reuse, &reuse_own},
    {"indicators", "[QUERY…]",
     N_("Put the indicator tables of all plans into one."),
     N_("One record a row: indicator, unit, base and target with their years, "
        "what was achieved, attribute. Rows of different plans that mean the "
        "same have one group, and group_why says what makes them the same; "
        "for reading they stand together, those of most plans first. A value "
        "in brackets is summed over the period (cumulative), and counts says "
        "what the notes call it; base_value, target_value and growth are "
        "numbers. Plans without such a table are named at the end. With a "
        "query, only rows that match. --format "
        "svg "
        "draws a ladder from base to target of every group of two rows or "
        "more, with a query of all that match."),
     LISTS | TAKES_QUERY | TAKES_FIXED | TAKES_PICTURE, cmd_indicators, NULL},
    {"targets", "[QUERY…]",
     N_("List what sentences say is to be reached, in figures."),
     N_("One record a value: what is measured, relation, value, unit and year, "
        "with the sentence's own words; a range is two records. The year is "
        "the one said last, else the last of the plan's period. Myriads before "
        "a measure word are multiplied, those before money belong to the unit; "
        "a unit ends in /年 where something grows or is done every year. What "
        "was reached before the period is left out, and tables are the "
        "business of indicators. counts says whether a number is cumulative, "
        "only what is added (new) or so many of each; group is that of the "
        "table rows that mean the same. With a query, only targets of "
        "paragraphs that match, in clauses (else sentences) with one of its "
        "words."),
     LISTS | TAKES_QUERY | TAKES_FIXED, cmd_targets, NULL},
    {"extract",
     "units|blocks|sections|measures|quantities|citations|programmes|quoted|"
     "places|organisations|dates|periods [QUERY…]",
     N_("Give everything of one kind, of all plans or of a query's hits."),
     N_("What is found is read from paragraphs, rows and notes, one record "
        "each, with the unit's id and the place in its text; plan-output(5) "
        "says what the records of each kind hold. Names of programmes, places "
        "and organisations are found by tables and patterns: look at some "
        "before you count them. blocks is a source that plan-index makes the "
        "same plans of (without the pages' furniture, which no index holds)."),
     LISTS | TAKES_QUERY | TAKES_FIXED, cmd_extract, &extract_own},
    {"terms", "[QUERY…]", N_("List the words of a text, most frequent first."),
     N_("The text is what the query finds, or a plan or section by its id; "
        "without a query, everything. tokens: how often the word is a word of "
        "the text, as it is cut by ICU, the lexicon and the words learned from "
        "the plans. occurrences, units, plans: how often and where its "
        "characters stand there, also within longer words, as count says. "
        "tf-idf: tokens * log10(plans of the text / plans that have it) "
        "(Manning, Raghavan and Schütze 2008). Words of grammar, of one "
        "character and bare numbers are left out of the list, not of the "
        "sizes."),
     LISTS | TAKES_QUERY | TAKES_FIXED | MAY_LACK_QUERY, cmd_terms,
     &terms_options},
    {"keyness", "PLAN|QUERY…",
     N_("List the words that set a text apart from the rest."),
     N_("The target is a plan or section by its id, or what the query finds. "
        "With a and b the word's tokens in target and reference, c and d all "
        "their tokens: log-likelihood 2 (a ln(a/E1) + b ln(b/E2)), E1 = c "
        "(a+b)/(c+d), E2 = d (a+b)/(c+d) (Rayson and Garside 2000); p of the "
        "chi-square distribution with one degree; BIC "
        "log-likelihood - ln(c+d) (Wilson 2013); log ratio log2((a/c)/(b/d)), "
        "where 0.5 stands for 0 (Hardie 2014); %DIFF 100 (a/c - b/d)/(b/d) "
        "(Gabrielatos and Marchi 2011). 'plans' says whether one plan alone "
        "makes a word key."),
     LISTS | TAKES_QUERY | TAKES_FIXED, cmd_keyness, &keyness_options},
    {"collocates", "WORD|QUERY…", N_("List the words that stand near a word."),
     N_("The node is every occurrence of the query's words, as kwic lists "
        "them; tokens that overlap one are part of it. The text is all that "
        "passes the query's filters. With O the times a word stands near the "
        "node, R all tokens near it, C the word's frequency and N all tokens "
        "(with --sentence and --unit: sentences and units), E = R C/N: "
        "log-likelihood over the four cells of the contingency table (Dunning "
        "1993; Evert 2008); logDice 14 + log2(2 O/(f + C)), f the node's "
        "frequency (Rychlý 2008); MI log2(O/E) (Church and Hanks 1990); MI3 "
        "log2(O^3/E) (Daille 1994); t-score (O-E)/sqrt(O) (Church and others "
        "1991). A token near two nodes counts once, on the side of the nearer "
        "one."),
     LISTS | TAKES_QUERY | TAKES_FIXED, cmd_collocates, &collocates_options},
    {"ngrams", "[QUERY…]", N_("List sequences of words that recur."),
     N_("The text is what the query finds, or a plan or section by its id; "
        "without a query, everything. Nothing stands between the words of a "
        "sequence, punctuation neither. tokens: how often it stands there as "
        "these words; occurrences, units, plans: as count says of its "
        "characters. --maximal leaves out a sequence that is as frequent as "
        "one longer by a word."),
     LISTS | TAKES_QUERY | TAKES_FIXED | MAY_LACK_QUERY, cmd_ngrams,
     &ngrams_options},
    {"dispersion", "QUERY…",
     N_("Say how evenly a word is spread over plans, sections …"),
     N_("Parts are what --by says, sizes are normalised characters, both of "
        "the text that passes the query's filters; a part without text is "
        "none. With v a part's share of the occurrences, s its share of the "
        "text and r its occurrences per character: DP half the sum of |v - s| "
        "(0 is even), DPnorm DP/(1 - the smallest s) (Gries 2008; Lijffijt and "
        "Gries 2012); Juilland's D 1 - V/sqrt(n - 1), V the coefficient of "
        "variation of r over the n parts (Juilland and Chang-Rodríguez 1964); "
        "Carroll's D2 the entropy of r/sum of r over ln n (Carroll 1970): 1 "
        "is even; range: the parts that have it. Each line shows where in the "
        "part the word stands: a mark for a fortieth of its text, the higher "
        "the more occurrences; its DP is that within the part, over ten equal "
        "stretches of its text."),
     LISTS | TAKES_QUERY | TAKES_FIXED | TAKES_PICTURE, cmd_dispersion,
     &dispersion_options},
    {"code", "FILE", N_("Code a codebook, a file of labelled queries."),
     N_("A line of FILE (- is standard input) is a label, a tab and a query; a "
        "group and a note may follow, with tabs between. A header line that "
        "names the columns label, query, group and note is understood, lines "
        "that begin with # are comments. Every unit that a query finds has its "
        "code. A line that is no code is reported with its number and the "
        "others are coded."),
     LISTS | TAKES_MATCH | TAKES_FIXED | TAKES_CITE, cmd_code,
     &code_own_options},
    {"help", "[COMMAND|query|fields|output]",
     N_("Explain a command, the query language or the output."), NULL, 0,
     cmd_help, NULL},
    {NULL, NULL, NULL, NULL, 0, NULL, NULL},
};

const struct command *command_find(const char *name)
{
    for (const struct command *at = commands; at->name != NULL; at++)
        if (strcmp(at->name, name) == 0)
            return at;
    return NULL;
}

static enum status run(const struct command *command, int argc, char **argv)
{
    struct session session = {.command = command};
    GError *error = NULL;
    enum status status;
    if (!options_read(&session.options, command, argc, argv, &status)) {
        options_clear(&session.options);
        return status;
    }
    if (command->flags & TAKES_INDEX)
        session.index = session_open(&session.options, &error);
    if (error != NULL)
        status = complain_error(error);
    else
        status = command->run(&session);
    if (session.index != NULL)
        index_close(session.index);
    options_clear(&session.options);
    return status;
}

/* Help and version are printed, not emitted: what could not be written shows
 * only here. */
static int finish(enum status status)
{
    if (fflush(stdout) == 0 || errno == EPIPE)
        return (int)status;
    complain(_("cannot write '%s': %s"), _("standard output"),
             g_strerror(errno));
    return STATUS_INPUT;
}

int main(int argc, char **argv)
{
    static char page[1 << 16]; /* a page of help is written when it is whole */
    setvbuf(stdout, page, _IOFBF, sizeof page);
    mallopt(M_MMAP_THRESHOLD, MEMORY_KEPT);
    mallopt(M_TRIM_THRESHOLD, MEMORY_KEPT);
    messages_init();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe ends writing, quietly */
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error */
    const char *name = argc > 1 ? argv[1] : "help";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0) {
        puts(PROGRAM " " PLAN_VERSION);
        return finish(STATUS_FOUND);
    }
    const struct command *command = command_find(name);
    if (argc < 2 || command == NULL) {
        if (argc > 1)
            complain(_("unknown command '%s'; '%s search' looks for words"),
                     name, PROGRAM);
        else
            complain(_("no command"));
        fprintf(stderr, _("  '%s help' lists the commands\n"), PROGRAM);
        return STATUS_USAGE;
    }
    return finish(run(command, argc - 1, argv + 1));
}

/* NEAR and ADJ, held against a slow check of every pair of places. */
#include "searcher/match/match.h"
#include "tests/unit/store_fixture.h"

TestSuite(near, .init = folder_make, .fini = folder_remove, .timeout = 120);

static void random_index(GRand *rand)
{
    struct writer *writer = writer_on(db, 2, 100 << 20);
    for (int i = 0; i < 8; i++) {
        g_autofree char *id = g_strdup_printf("p%d", i);
        GString *text = g_string_new(NULL);
        for (int line = 0; line < 25; line++) {
            g_autofree char *words =
                random_text(rand, (guint)g_rand_int_range(rand, 1, 40));
            g_string_append_printf(text, "%s\n", words);
        }
        add(writer, id, text->str);
        g_string_free(text, TRUE);
    }
    commit(writer);
}

/* At most so many characters between two that do not overlap. */
static bool is_near(const char *text, struct byte_span a, struct byte_span b,
                    glong most, bool ordered)
{
    if (a.end <= b.start)
        return g_utf8_strlen(text + a.end, b.start - a.end) <= most;
    return !ordered && b.end <= a.start &&
           g_utf8_strlen(text + b.end, a.start - b.end) <= most;
}

struct chain { /* A or B, near C, near D */
    char *a, *b, *c, *d;
    int most[2];
    bool ordered[2];
};

static struct chain random_chain(GRand *rand)
{
    struct chain chain;
    char **words[] = {&chain.a, &chain.b, &chain.c, &chain.d};
    for (int i = 0; i < 4; i++) {
        g_autofree char *text =
            random_text(rand, (guint)g_rand_int_range(rand, 1, 3));
        *words[i] = normal_text(text, -1, NULL);
    }
    for (int i = 0; i < 2; i++) {
        chain.most[i] = g_rand_int_range(rand, 0, 8);
        chain.ordered[i] = g_rand_boolean(rand);
    }
    return chain;
}

static void chain_clear(struct chain *chain)
{
    g_free(chain->a);
    g_free(chain->b);
    g_free(chain->c);
    g_free(chain->d);
}

static GArray *places_of(const struct entry *entry, const char *first,
                         const char *second)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(struct byte_span));
    places_find(places, entry->text, entry->length, first, strlen(first));
    if (second != NULL)
        places_find(places, entry->text, entry->length, second, strlen(second));
    return places;
}

/* Marks in `kept` (bytes of the text where a place begins) all places of all
 * chains in the text; gives their number. */
static guint chains_in(const struct chain *chain, const struct entry *entry,
                       GHashTable *kept)
{
    guint count = 0;
    g_autoptr(GArray) a = places_of(entry, chain->a, chain->b);
    g_autoptr(GArray) c = places_of(entry, chain->c, NULL);
    g_autoptr(GArray) d = places_of(entry, chain->d, NULL);
    for (guint i = 0; i < a->len; i++)
        for (guint j = 0; j < c->len; j++)
            for (guint k = 0; k < d->len; k++) {
                struct byte_span x = g_array_index(a, struct byte_span, i);
                struct byte_span y = g_array_index(c, struct byte_span, j);
                struct byte_span z = g_array_index(d, struct byte_span, k);
                if (!is_near(entry->text, x, y, chain->most[0],
                             chain->ordered[0]) ||
                    !is_near(entry->text, y, z, chain->most[1],
                             chain->ordered[1]))
                    continue;
                g_hash_table_add(kept, GUINT_TO_POINTER(x.start + 1));
                g_hash_table_add(kept, GUINT_TO_POINTER(y.start + 1));
                g_hash_table_add(kept, GUINT_TO_POINTER(z.start + 1));
                count++;
            }
    return count;
}

static struct query *parse(const struct chain *chain)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strdup_printf(
        "(\"%s\" OR \"%s\") %s/%d \"%s\" %s/%d \"%s\"", chain->a, chain->b,
        chain->ordered[0] ? "ADJ" : "NEAR", chain->most[0], chain->c,
        chain->ordered[1] ? "ADJ" : "NEAR", chain->most[1], chain->d);
    struct query *query = query_parse(text, &error);
    cr_assert_not_null(query, "%s", error != NULL ? error->message : "");
    return query;
}

/* The places marked in a hit begin where the slow check says. */
static void check_places(struct matcher *matcher, const struct query *query,
                         guint32 unit, GHashTable *kept)
{
    g_autoptr(GArray) places =
        matcher_places(matcher, query, unit, MATCH_EXACT, NULL);
    g_autoptr(GHashTable) marked = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < places->len; i++) {
        guint start = g_array_index(places, struct byte_span, i).start;
        g_hash_table_add(marked, GUINT_TO_POINTER(start + 1));
        cr_assert(g_hash_table_contains(kept, GUINT_TO_POINTER(start + 1)));
    }
    cr_assert_eq(g_hash_table_size(marked), g_hash_table_size(kept));
}

/* Gives the number of hits among paragraphs. */
static guint check_chain(struct matcher *matcher, const struct chain *chain)
{
    const struct match_options options = {.sort = SORT_DOCUMENT};
    struct index *index = matcher_index(matcher);
    struct query *query = parse(chain);
    struct match_result *result = matcher_run(matcher, query, &options, NULL);
    guint at = 0;
    cr_assert_not_null(result);
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        g_autoptr(GHashTable) kept = g_hash_table_new(NULL, NULL);
        struct entry entry;
        index_entry(index, unit, &entry);
        if (entry.kind > UNIT_NOTE || chains_in(chain, &entry, kept) == 0)
            continue;
        cr_assert_lt(at, result->hits->len, "unit %u is missing", unit);
        cr_assert_eq(g_array_index(result->hits, struct match_hit, at++).unit,
                     unit);
        check_places(matcher, query, unit, kept);
    }
    cr_assert_eq(at, result->hits->len);
    match_result_free(result);
    query_free(query);
    return at;
}

Test(near, random_chains)
{
    GRand *rand = g_rand_new_with_seed(20240613);
    guint all = 0;
    random_index(rand);
    struct index *index = index_on(db);
    struct matcher *matcher = matcher_new(index);
    for (int i = 0; i < 400; i++) {
        struct chain chain = random_chain(rand);
        all += check_chain(matcher, &chain);
        chain_clear(&chain);
    }
    cr_expect_gt(all, 1000, "%u hits: the chains try nothing", all);
    matcher_free(matcher);
    index_close(index);
    g_rand_free(rand);
}

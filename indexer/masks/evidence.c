/* What a word's places say for and against its standing behind a mask.
 *
 * Each side is read outwards, character by character, and asks by how much a
 * character is likelier after this word and what was read so far than after
 * anything with the same characters.  A long phrase that holds together
 * ("知识产权" before the mask) so costs its rarity once, not four times.
 * Smoothed as Witten and Bell do (The zero-frequency problem, 1991, method C):
 * what has stood before many different characters expects a new one more.
 */
#include "indexer/masks/inside.h"

#include <math.h>

/* Weight of the background: SMOOTH_BASE where nothing was ever seen and one for
 * each different character.  Constant weights of 1 to 3 were too hard on
 * frequent words. */
#define SMOOTH_BASE 0.2

/* ---- counting */

enum { COUNT_BITS = 32 };

static void bump(GHashTable *evidence, guint32 node, gsize by)
{
    gpointer key = GUINT_TO_POINTER(node);
    gsize old = GPOINTER_TO_SIZE(g_hash_table_lookup(evidence, key));
    g_hash_table_insert(evidence, key, GSIZE_TO_POINTER(old + by));
}

static gsize seen(const struct word *word, guint32 node)
{
    return GPOINTER_TO_SIZE(
        g_hash_table_lookup(word->evidence, GUINT_TO_POINTER(node)));
}

static gsize count_of(gsize both)
{
    return both & G_MAXUINT32;
}

static gsize kinds_of(gsize both)
{
    return both >> COUNT_BITS;
}

/* One side of one place.  steps: what has been seen of this word. */
static void count_side(const struct word *word, const struct corpus *corpus,
                       enum context_side side, guint32 at, const guint32 *path,
                       guint depth, GHashTable *steps)
{
    guint32 node = side;
    for (guint i = 0; i < CONTEXT_MOST && at < corpus->length; i++) {
        if (g_hash_table_add(steps, step_key(node, corpus->text[at])))
            bump(word->evidence, node, (gsize)1 << COUNT_BITS);
        if (i == depth)
            break;
        node = path[i];
        bump(word->evidence, node, 1);
        at += side == CONTEXT_LEFT ? -1u : 1u;
    }
}

static void count_word(struct word *word, const struct corpus *corpus,
                       const struct contexts *contexts)
{
    g_autoptr(GHashTable) steps = g_hash_table_new(step_hash, NULL);
    word->evidence = g_hash_table_new(NULL, NULL);
    word->utf8 = g_ucs4_to_utf8(word->text, word->length, NULL, NULL, NULL);
    for (guint i = 0; i < word->places->len; i++) {
        guint32 at = g_array_index(word->places, guint32, i);
        struct around around;
        contexts_around(contexts, corpus, at, word->length, &around);
        count_side(word, corpus, CONTEXT_LEFT, at - 1,
                   around.path[CONTEXT_LEFT], around.depth[CONTEXT_LEFT],
                   steps);
        count_side(word, corpus, CONTEXT_RIGHT, at + word->length,
                   around.path[CONTEXT_RIGHT], around.depth[CONTEXT_RIGHT],
                   steps);
    }
    g_clear_pointer(&word->places, g_array_unref);
}

static void keep_place(struct word *word, guint32 at, guint32 plan)
{
    (void)plan;
    g_array_append_val(word->places, at);
}

void words_count(const struct corpus *corpus, const struct contexts *contexts,
                 const GPtrArray *words)
{
    g_autoptr(GHashTable) set = word_set_new();
    for (guint i = 0; i < words->len; i++) {
        struct word *word = g_ptr_array_index(words, i);
        if (g_hash_table_add(set, word))
            word->places = g_array_new(FALSE, FALSE, sizeof(guint32));
    }
    word_set_visit(set, corpus, keep_place);
    for (guint i = 0; i < words->len; i++) {
        struct word *word = g_ptr_array_index(words, i);
        if (word->evidence == NULL)
            count_word(word, corpus, contexts);
    }
}

/* ---- weighing */

static double side_evidence(const struct word *word,
                            const struct contexts *contexts,
                            enum context_side side, const guint32 *path,
                            guint depth)
{
    const guint32 *counts = (const guint32 *)(void *)contexts->counts->data;
    double sum = 0, before = word->count;
    guint32 node = side;
    for (guint i = 0; i < depth; node = path[i++]) {
        double count = (double)count_of(seen(word, path[i]));
        double smooth = SMOOTH_BASE + (double)kinds_of(seen(word, node));
        double any = (double)counts[path[i]] / counts[node];
        sum += log((count + smooth * any) / ((before + smooth) * any));
        if (count == 0)
            break;
        before = count;
    }
    return sum;
}

double word_evidence(const struct word *word, const struct contexts *contexts,
                     const struct around *around)
{
    double sum = 0;
    for (guint side = CONTEXT_LEFT; side <= CONTEXT_RIGHT; side++)
        sum += side_evidence(word, contexts, side, around->path[side],
                             around->depth[side]);
    return sum;
}

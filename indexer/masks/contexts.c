/* The tree of what stands around masks, and how often each part of it stands
 * anywhere: without posting lists, by walking the tree from every place once.
 */
#include "indexer/masks/inside.h"

/* Fibonacci hashing: keys differ in low and in high bits. */
guint step_hash(const void *key)
{
    return (guint)((guintptr)key * 0x9e3779b97f4a7c15u >> 32);
}

static guint32 step(const struct contexts *contexts, guint32 node, gunichar c)
{
    return GPOINTER_TO_UINT(
        g_hash_table_lookup(contexts->next, step_key(node, c)));
}

/* Up to the next mask, or over the edge of the unit, which counts. */
static void add(struct contexts *contexts, const struct corpus *corpus,
                enum context_side side, guint32 at)
{
    guint32 node = side;
    for (guint depth = 0; depth < CONTEXT_MOST; depth++) {
        gunichar c = corpus->text[at];
        if (c == '*')
            return;
        guint32 next = step(contexts, node, c);
        if (next == 0) {
            guint32 none = 0;
            next = contexts->counts->len;
            g_array_append_val(contexts->counts, none);
            g_hash_table_insert(contexts->next, step_key(node, c),
                                GUINT_TO_POINTER(next));
        }
        if (c == '\n')
            return;
        node = next;
        at += side == CONTEXT_LEFT ? -1u : 1u;
    }
}

/* Before the first character comes a place beyond all. */
guint contexts_walk(const struct contexts *contexts,
                    const struct corpus *corpus, enum context_side side,
                    guint32 at, guint32 path[CONTEXT_MOST])
{
    guint32 node = side;
    guint depth = 0;
    for (; depth < CONTEXT_MOST && at < corpus->length; depth++) {
        node = step(contexts, node, corpus->text[at]);
        if (node == 0)
            break;
        path[depth] = node;
        at += side == CONTEXT_LEFT ? -1u : 1u;
    }
    return depth;
}

void contexts_around(const struct contexts *contexts,
                     const struct corpus *corpus, guint32 at, guint32 length,
                     struct around *around)
{
    around->depth[CONTEXT_LEFT] = contexts_walk(
        contexts, corpus, CONTEXT_LEFT, at - 1, around->path[CONTEXT_LEFT]);
    around->depth[CONTEXT_RIGHT] =
        contexts_walk(contexts, corpus, CONTEXT_RIGHT, at + length,
                      around->path[CONTEXT_RIGHT]);
}

static void count(struct contexts *contexts, const struct corpus *corpus)
{
    guint32 *counts = (guint32 *)(void *)contexts->counts->data;
    guint32 path[CONTEXT_MOST];
    counts[CONTEXT_LEFT] = counts[CONTEXT_RIGHT] = corpus->bare;
    for (guint32 at = 0; at < corpus->length; at++)
        for (guint side = CONTEXT_LEFT; side <= CONTEXT_RIGHT; side++) {
            guint depth = contexts_walk(contexts, corpus, side, at, path);
            for (guint i = 0; i < depth; i++)
                counts[path[i]]++;
        }
}

struct contexts *contexts_new(const struct corpus *corpus)
{
    struct contexts *contexts = g_new0(struct contexts, 1);
    contexts->next = g_hash_table_new(step_hash, NULL);
    contexts->counts = g_array_new(FALSE, TRUE, sizeof(guint32));
    g_array_set_size(contexts->counts, CONTEXT_RIGHT + 1);
    for (guint i = 0; i < corpus->masks->len; i++) {
        const struct hidden *mask =
            &g_array_index(corpus->masks, struct hidden, i);
        if (!mask->tried)
            continue;
        add(contexts, corpus, CONTEXT_LEFT, mask->at - 1);
        add(contexts, corpus, CONTEXT_RIGHT, mask->at + mask->length);
    }
    count(contexts, corpus);
    return contexts;
}

void contexts_free(struct contexts *contexts)
{
    g_hash_table_unref(contexts->next);
    g_array_unref(contexts->counts);
    g_free(contexts);
}

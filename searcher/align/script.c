/* The edit script of two texts, for people: which words are kept, which go,
 * which come.
 *
 * A longest common subsequence of words keeps whatever it can, 的 between two
 * rewritten halves of a sentence among it.  Such keeps are noise to a reader,
 * so they join the changes around them (after N. Fraser's semantic cleanup in
 * diff-match-patch).
 */
#include "searcher/align/align.h"

static const char *const names[] = {
    [ALIGN_KEEP] = "keep",
    [ALIGN_INSERT] = "insert",
    [ALIGN_DELETE] = "delete",
    [ALIGN_MOVE] = "move",
};

const char *align_op_name(enum align_op op)
{
    return names[op];
}

static const struct align_word *word_at(const struct align_text *text, guint i)
{
    return &g_array_index(text->words, struct align_word, i);
}

/* ---- changes: words [a, a_end) of base become [b, b_end) of the other; what
 * lies between two changes is kept */

struct change {
    guint a, a_end, b, b_end;
};

static guint32 *numbers_of(const struct align_text *text)
{
    guint32 *numbers = g_new(guint32, text->words->len + 1);
    for (guint i = 0; i < text->words->len; i++)
        numbers[i] = word_at(text, i)->number;
    return numbers;
}

static void add_change(GArray *changes, struct change change)
{
    if (change.a < change.a_end || change.b < change.b_end)
        g_array_append_val(changes, change);
}

static GArray *changes_of(const struct align_text *base,
                          const struct align_text *other)
{
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct change));
    guint n = base->words->len, m = other->words->len, a = 0, b = 0;
    g_autofree guint32 *x = numbers_of(base), *y = numbers_of(other);
    g_autoptr(GArray) matches = align_matches(x, n, y, m);
    for (guint i = 0; i < matches->len; i++) {
        struct align_match at = g_array_index(matches, struct align_match, i);
        add_change(changes, (struct change){a, at.a, b, at.b});
        a = at.a + 1, b = at.b + 1;
    }
    add_change(changes, (struct change){a, n, b, m});
    return changes;
}

/* ---- noise */

static guint chars_of(const struct align_text *text, guint from, guint to)
{
    guint chars = 0;
    for (guint i = from; i < to; i++)
        chars += word_at(text, i)->chars;
    return chars;
}

static bool all_weak(const struct align_text *text, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        if (!word_at(text, i)->weak)
            return false;
    return true;
}

/* Characters of the longer side of a change. */
static guint size_of(const struct align_text *base,
                     const struct align_text *other,
                     const struct change *change)
{
    return MAX(chars_of(base, change->a, change->a_end),
               chars_of(other, change->b, change->b_end));
}

/* Whether what is kept between two changes is too little to be read on its
 * own. */
static bool is_noise(const struct align_text *base,
                     const struct align_text *other, const struct change *left,
                     const struct change *right)
{
    enum { SHORT = 4, TIMES = 3 };
    guint kept = chars_of(other, left->b_end, right->b);
    if (all_weak(other, left->b_end, right->b))
        return true;
    guint least = MIN(size_of(base, other, left), size_of(base, other, right));
    return kept <= SHORT && kept * TIMES <= least;
}

/* A change that has grown may take in what was kept before it. */
static GArray *without_noise(const struct align_text *base,
                             const struct align_text *other,
                             const GArray *changes)
{
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(struct change));
    for (guint i = 0; i < changes->len; i++) {
        struct change change = g_array_index(changes, struct change, i);
        while (kept->len > 0) {
            struct change *last =
                &g_array_index(kept, struct change, kept->len - 1);
            if (!is_noise(base, other, last, &change))
                break;
            change.a = last->a, change.b = last->b;
            g_array_set_size(kept, kept->len - 1);
        }
        g_array_append_val(kept, change);
    }
    return kept;
}

/* ---- runs of text */

struct writing {
    const struct align_text *base, *other;
    enum align_op keep;
    GArray *runs;
};

static void run_clear(gpointer data)
{
    struct align_run *run = data;
    g_free(run->text);
}

/* Code points [from, to); joined to the run before it when that is alike. */
static void add_run(struct writing *writing, enum align_op op,
                    const struct align_text *text, guint from, guint to)
{
    GArray *runs = writing->runs;
    if (from >= to)
        return;
    char *part = g_utf8_substring(text->text, (glong)from, (glong)to);
    struct align_run run = {op, part};
    struct align_run *last =
        runs->len > 0 ? &g_array_index(runs, struct align_run, runs->len - 1)
                      : NULL;
    if (last == NULL || last->op != op) {
        g_array_append_val(runs, run);
        return;
    }
    char *both = g_strconcat(last->text, part, NULL);
    g_free(part);
    g_free(last->text);
    last->text = both;
}

static bool same_marks(const struct align_text *a, guint a_from, guint a_to,
                       const struct align_text *b, guint b_from, guint b_to)
{
    if (a_from == a_to || b_from == b_to)
        return false;
    g_autofree char *x = g_utf8_substring(a->text, a_from, a_to);
    g_autofree char *y = g_utf8_substring(b->text, b_from, b_to);
    g_autofree char *left = normal_text(x, -1, NULL);
    g_autofree char *right = normal_text(y, -1, NULL);
    return g_str_equal(left, right);
}

/* Where one word is put for another, the marks around both stay. */
static void add_replaced(struct writing *writing, const struct change *change)
{
    const struct align_text *base = writing->base, *other = writing->other;
    const struct align_word *a = word_at(base, change->a);
    const struct align_word *b = word_at(other, change->b);
    const struct align_word *z = word_at(base, change->a_end - 1);
    const struct align_word *y = word_at(other, change->b_end - 1);
    bool head = same_marks(base, a->start, a->from, other, b->start, b->from);
    bool tail = same_marks(base, z->to, z->end, other, y->to, y->end);
    if (head)
        add_run(writing, writing->keep, other, b->start, b->from);
    add_run(writing, ALIGN_DELETE, base, head ? a->from : a->start,
            tail ? z->to : z->end);
    add_run(writing, ALIGN_INSERT, other, head ? b->from : b->start,
            tail ? y->to : y->end);
    if (tail)
        add_run(writing, writing->keep, other, y->to, y->end);
}

static void add_words(struct writing *writing, enum align_op op,
                      const struct align_text *text, guint from, guint to)
{
    if (from < to)
        add_run(writing, op, text, word_at(text, from)->start,
                word_at(text, to - 1)->end);
}

static void write_changes(struct writing *writing, const GArray *changes)
{
    guint at = 0;
    for (guint i = 0; i < changes->len; i++) {
        const struct change *change = &g_array_index(changes, struct change, i);
        add_words(writing, writing->keep, writing->other, at, change->b);
        if (change->a < change->a_end && change->b < change->b_end)
            add_replaced(writing, change);
        else {
            add_words(writing, ALIGN_DELETE, writing->base, change->a,
                      change->a_end);
            add_words(writing, ALIGN_INSERT, writing->other, change->b,
                      change->b_end);
        }
        at = change->b_end;
    }
    add_words(writing, writing->keep, writing->other, at,
              writing->other->words->len);
}

static void add_whole(struct writing *writing, enum align_op op,
                      const struct align_text *text)
{
    add_run(writing, op, text, 0, (guint)g_utf8_strlen(text->text, -1));
}

static bool same_letters(const struct align_text *a, const struct align_text *b)
{
    return align_similarity(a, b) == 1;
}

GArray *align_script(const struct align_text *base,
                     const struct align_text *other, bool moved)
{
    struct writing writing = {
        base, other, moved ? ALIGN_MOVE : ALIGN_KEEP,
        g_array_new(FALSE, FALSE, sizeof(struct align_run))};
    g_array_set_clear_func(writing.runs, run_clear);
    if (base == NULL || other == NULL) {
        if (base != NULL)
            add_whole(&writing, ALIGN_DELETE, base);
        if (other != NULL)
            add_whole(&writing, ALIGN_INSERT, other);
    } else if (same_letters(base, other)) {
        add_whole(&writing, writing.keep, other);
    } else if (base->words->len == 0 || other->words->len == 0) {
        add_whole(&writing, ALIGN_DELETE, base);
        add_whole(&writing, ALIGN_INSERT, other);
    } else {
        g_autoptr(GArray) all = changes_of(base, other);
        g_autoptr(GArray) changes = without_noise(base, other, all);
        write_changes(&writing, changes);
    }
    return writing.runs;
}

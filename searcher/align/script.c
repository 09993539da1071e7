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
    g_free(run->was);
}

struct stretch { /* code points [from, to) of a text */
    const struct align_text *text;
    guint from, to;
};

static char *stretch_text(const struct stretch *stretch)
{
    const struct align_text *text = stretch->text;
    guint32 from = text->bytes[stretch->from], to = text->bytes[stretch->to];
    return g_strndup(text->text + from, to - from);
}

static char *both(char *first, char *second) /* takes them */
{
    char *joined = g_strconcat(first, second, NULL);
    g_free(first);
    g_free(second);
    return joined;
}

/* Joined to the run before it when that is alike. */
static void put_run(struct writing *writing, struct align_run run)
{
    GArray *runs = writing->runs;
    struct align_run *last =
        runs->len > 0 ? &g_array_index(runs, struct align_run, runs->len - 1)
                      : NULL;
    if (last == NULL || last->op != run.op) {
        g_array_append_val(runs, run);
        return;
    }
    last->text = both(last->text, run.text);
    if (run.was != NULL)
        last->was = both(last->was, run.was);
}

static void add_run(struct writing *writing, enum align_op op,
                    struct stretch stretch)
{
    if (stretch.from < stretch.to)
        put_run(writing, (struct align_run){op, stretch_text(&stretch), NULL});
}

static void add_kept(struct writing *writing, struct stretch base,
                     struct stretch other)
{
    if (other.from < other.to || base.from < base.to)
        put_run(writing, (struct align_run){writing->keep, stretch_text(&other),
                                            stretch_text(&base)});
}

static bool same_marks(const struct stretch *a, const struct stretch *b)
{
    if (a->from == a->to || b->from == b->to)
        return false;
    g_autofree char *x = stretch_text(a), *y = stretch_text(b);
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
    struct stretch a_head = {base, a->start, a->from};
    struct stretch b_head = {other, b->start, b->from};
    struct stretch a_tail = {base, z->to, z->end};
    struct stretch b_tail = {other, y->to, y->end};
    bool head = same_marks(&a_head, &b_head);
    bool tail = same_marks(&a_tail, &b_tail);
    if (head)
        add_kept(writing, a_head, b_head);
    add_run(writing, ALIGN_DELETE,
            (struct stretch){base, head ? a->from : a->start,
                             tail ? z->to : z->end});
    add_run(writing, ALIGN_INSERT,
            (struct stretch){other, head ? b->from : b->start,
                             tail ? y->to : y->end});
    if (tail)
        add_kept(writing, a_tail, b_tail);
}

static struct stretch words_of(const struct align_text *text, guint from,
                               guint to)
{
    if (from >= to)
        return (struct stretch){text, 0, 0};
    return (struct stretch){text, word_at(text, from)->start,
                            word_at(text, to - 1)->end};
}

static void write_changes(struct writing *writing, const GArray *changes)
{
    const struct align_text *base = writing->base, *other = writing->other;
    guint a = 0, b = 0;
    for (guint i = 0; i < changes->len; i++) {
        const struct change *at = &g_array_index(changes, struct change, i);
        add_kept(writing, words_of(base, a, at->a), words_of(other, b, at->b));
        if (at->a < at->a_end && at->b < at->b_end)
            add_replaced(writing, at);
        else {
            add_run(writing, ALIGN_DELETE, words_of(base, at->a, at->a_end));
            add_run(writing, ALIGN_INSERT, words_of(other, at->b, at->b_end));
        }
        a = at->a_end, b = at->b_end;
    }
    add_kept(writing, words_of(base, a, base->words->len),
             words_of(other, b, other->words->len));
}

static struct stretch whole(const struct align_text *text)
{
    return (struct stretch){text, 0, text->length};
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
            add_run(&writing, ALIGN_DELETE, whole(base));
        if (other != NULL)
            add_run(&writing, ALIGN_INSERT, whole(other));
    } else if (align_same(base, other)) {
        add_kept(&writing, whole(base), whole(other));
    } else if (base->words->len == 0 || other->words->len == 0) {
        add_run(&writing, ALIGN_DELETE, whole(base));
        add_run(&writing, ALIGN_INSERT, whole(other));
    } else {
        g_autoptr(GArray) all = changes_of(base, other);
        g_autoptr(GArray) changes = without_noise(base, other, all);
        write_changes(&writing, changes);
    }
    return writing.runs;
}

/* What was changed between two wordings: the runs that a shortest edit script
 * keeps, and what stands between them. */
#include "searcher/reuse/inside.h"

enum {
    SHORTEST_KEPT = 2,
    COST_EDIT = 4,
    COST_HIDDEN = 1,
    MOST_CELLS = 1 << 27, /* of a script, a byte each */
};
enum step { STEP_BOTH, STEP_A, STEP_B };

static guint32 *symbols_of(const char *text, gsize length, guint32 *count)
{
    guint32 *symbols = g_new(guint32, length + 1);
    *count = 0;
    for (const char *c = text; c < text + length; c = g_utf8_next_char(c))
        symbols[(*count)++] = g_utf8_get_char(c);
    return symbols;
}

struct script { /* how the best way reaches each cell */
    const guint32 *a, *b;
    guint32 rows, columns; /* of symbols */
    guint8 *steps;
};

/* An asterisk hides one character (contract §1, mask): nobody changed it. */
static bool hides(const struct script *script, guint32 i, guint32 j)
{
    return script->a[i] == '*' || script->b[j] == '*';
}

static bool same(const struct script *script, guint32 i, guint32 j)
{
    return script->a[i] == script->b[j] || hides(script, i, j);
}

/* What is hidden may be another word: it is taken for the same only where
 * nothing is. */
static guint32 cost_of(const struct script *script, guint32 i, guint32 j)
{
    return script->a[i] == script->b[j] ? 0
           : hides(script, i, j)        ? COST_HIDDEN
                                        : COST_EDIT;
}

static guint8 *step_at(const struct script *script, guint32 i, guint32 j)
{
    return &script->steps[(gsize)i * (script->columns + 1u) + j];
}

/* Costs by Wagner and Fischer (J. ACM 21, 1974), row by row; of two ways
 * equally short the one that keeps what comes first. */
static void fill_row(const struct script *script, guint32 i, guint32 *costs)
{
    guint32 diagonal = costs[0];
    costs[0] = i * COST_EDIT;
    *step_at(script, i, 0) = STEP_A;
    for (guint32 j = 1; j <= script->columns; j++) {
        guint32 up = costs[j] + COST_EDIT, left = costs[j - 1] + COST_EDIT;
        guint32 both = diagonal + cost_of(script, i - 1, j - 1);
        diagonal = costs[j];
        costs[j] = MIN(both, MIN(up, left));
        *step_at(script, i, j) = left == costs[j] ? STEP_B
                                 : up == costs[j] ? STEP_A
                                                  : STEP_BOTH;
    }
}

static void fill(struct script *script)
{
    g_autofree guint32 *costs = g_new(guint32, script->columns + 1u);
    script->steps =
        g_malloc((gsize)(script->rows + 1u) * (script->columns + 1u));
    for (guint32 j = 0; j <= script->columns; j++) {
        costs[j] = j * COST_EDIT;
        *step_at(script, 0, j) = STEP_B;
    }
    for (guint32 i = 1; i <= script->rows; i++)
        fill_row(script, i, costs);
}

/* Adds one kept pair in front of the runs, which are built from behind. */
static void keep(GArray *runs, guint32 i, guint32 j)
{
    struct match *last = runs->len > 0
                             ? &g_array_index(runs, struct match, runs->len - 1)
                             : NULL;
    if (last != NULL && last->a == i + 1 && last->b == j + 1) {
        last->a--, last->b--, last->length++;
        return;
    }
    struct match run = {i, j, 1};
    g_array_append_val(runs, run);
}

/* Runs of kept pairs, the last one first. */
static GArray *runs_of(const struct script *script)
{
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(struct match));
    guint32 i = script->rows, j = script->columns;
    while (i > 0 || j > 0) {
        enum step step = *step_at(script, i, j);
        i -= step != STEP_B, j -= step != STEP_A;
        if (step == STEP_BOTH && same(script, i, j))
            keep(runs, i, j);
    }
    return runs;
}

static void add(GArray *edits, int op, guint32 start, guint32 end)
{
    struct reuse_edit edit = {op, start, end};
    if (start < end)
        g_array_append_val(edits, edit);
}

static bool is_kept(const struct script *script, const struct match *run)
{
    bool edge = (run->a == 0 && run->b == 0) ||
                (run->a + run->length == script->rows &&
                 run->b + run->length == script->columns);
    return run->length >= SHORTEST_KEPT || edge;
}

static struct match *run_at(const GArray *runs, guint i)
{
    return &g_array_index(runs, struct match, i);
}

/* Makes two neighbouring runs as long as what stands between them is equal. */
static void lengthen(const struct script *script, struct match *left,
                     struct match *right)
{
    guint32 a = left->a + left->length, b = left->b + left->length;
    while (a < right->a && b < right->b && same(script, a, b))
        a++, b++, left->length++;
    while (right->a > a && right->b > b &&
           same(script, right->a - 1, right->b - 1))
        right->a--, right->b--, right->length++;
}

static bool in_number(guint32 symbol)
{
    return (symbol >= '0' && symbol <= '9') || symbol == '.';
}

/* Whether what stands between two runs ends, or begins, within a number. */
static bool number_ends(const struct script *script, const struct match *left,
                        const struct match *right)
{
    return (left->a + left->length < right->a &&
            in_number(script->a[right->a - 1])) ||
           (left->b + left->length < right->b &&
            in_number(script->b[right->b - 1]));
}

static bool number_begins(const struct script *script, const struct match *left,
                          const struct match *right)
{
    guint32 a = left->a + left->length, b = left->b + left->length;
    return (a < right->a && in_number(script->a[a])) ||
           (b < right->b && in_number(script->b[b]));
}

/* A number that was changed was changed as a whole: 2000 to 8000 keeps no
 * zeros. */
static void shorten(const struct script *script, struct match *left,
                    struct match *right)
{
    while (right->length > 0 && in_number(script->a[right->a]) &&
           number_ends(script, left, right))
        right->a++, right->b++, right->length--;
    while (left->length > 0 &&
           in_number(script->a[left->a + left->length - 1]) &&
           number_begins(script, left, right))
        left->length--;
}

/* The runs that are kept, in order, with an empty one at either end; runs NULL:
 * nobody has looked for any. */
static GArray *kept_runs(const struct script *script, const GArray *runs)
{
    struct match first = {0, 0, 0}, last = {script->rows, script->columns, 0};
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(struct match));
    g_array_append_val(kept, first);
    for (guint k = runs != NULL ? runs->len : 0; k-- > 0;)
        if (is_kept(script, run_at(runs, k)))
            g_array_append_val(kept, *run_at(runs, k));
    g_array_append_val(kept, last);
    for (guint k = 1; k < kept->len; k++)
        lengthen(script, run_at(kept, k - 1), run_at(kept, k));
    for (guint k = 1; k < kept->len; k++)
        shorten(script, run_at(kept, k - 1), run_at(kept, k));
    for (guint k = kept->len - 1; k-- > 1;)
        if (run_at(kept, k)->length == 0)
            g_array_remove_index(kept, k);
    return kept;
}

static GArray *edits_between(const struct script *script, const GArray *runs)
{
    GArray *edits = g_array_new(FALSE, FALSE, sizeof(struct reuse_edit));
    g_autoptr(GArray) kept = kept_runs(script, runs);
    guint32 a = 0, b = 0;
    for (guint k = 0; k < kept->len; k++) {
        const struct match *run = &g_array_index(kept, struct match, k);
        add(edits, REUSE_DELETE, a, run->a);
        add(edits, REUSE_INSERT, b, run->b);
        add(edits, REUSE_KEEP, run->a, run->a + run->length);
        a = run->a + run->length, b = run->b + run->length;
    }
    return edits;
}

GArray *reuse_edits(const char *a, gsize a_length, const char *b,
                    gsize b_length)
{
    struct script script = {0};
    g_autofree guint32 *left = symbols_of(a, a_length, &script.rows);
    g_autofree guint32 *right = symbols_of(b, b_length, &script.columns);
    script.a = left, script.b = right;
    if ((guint64)script.rows * script.columns > MOST_CELLS)
        return edits_between(&script, NULL);
    fill(&script);
    g_autoptr(GArray) runs = runs_of(&script);
    g_free(script.steps);
    return edits_between(&script, runs);
}

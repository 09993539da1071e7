/* Opens databases as one index: orders their plans, numbers their units, gives
 * entries, plans and records. */
#include "common/store/index.h"

#include "common/store/masks.h"
#include "common/messages/messages.h"
#include "common/store/vocabulary.h"

#include <string.h>

static void shard_clear(void *data)
{
    struct index_shard *in = data;
    shard_free(in->shard);
    g_free(in->plans);
}

static void plan_clear(void *data)
{
    struct index_plan *plan = data;
    if (plan->decoded != NULL)
        plan_free(plan->decoded);
}

/* Takes the generation's shards to those of the index. */
static bool open_shards(struct index *index,
                        const struct generation *generation, const char *dir,
                        GError **error)
{
    for (guint i = 0; i < generation->shards->len; i++) {
        struct index_shard in = {
            .shard = shard_open(
                generation, g_ptr_array_index(generation->shards, i), error)};
        if (in.shard == NULL) {
            g_prefix_error(error, _("cannot open index '%s': "), dir);
            return false;
        }
        in.plans = g_new(guint32, in.shard->plan_count + 1);
        g_array_append_val(index->shards, in);
    }
    return true;
}

static bool open_database(struct index *index, const char *dir, GError **error)
{
    struct generation *generation = generation_open(dir, error);
    if (generation == NULL)
        return false;
    g_ptr_array_add(index->generations, generation);
    return open_shards(index, generation, dir, error);
}

static int plan_order(const void *a, const void *b)
{
    const struct index_plan *left = a, *right = b;
    int order = strcmp(left->id, right->id);
    if (order != 0)
        return order;
    return left->shard < right->shard ? -1 : left->shard > right->shard;
}

static void gather_plans(struct index *index)
{
    for (guint s = 0; s < index->shards->len; s++) {
        struct index_shard *in =
            &g_array_index(index->shards, struct index_shard, s);
        for (guint32 i = 0; i < in->shard->plan_count; i++) {
            struct index_plan plan = {
                .id = shard_plan_id(in->shard, i),
                .shard = s,
                .local = i,
                .first = in->shard->plan_rows[i].first,
            };
            in->plans[i] = NOWHERE;
            g_array_append_val(index->plans, plan);
        }
    }
    g_array_sort(index->plans, plan_order);
}

/* Drops plans another database before holds too, and numbers the rest. */
static void number_plans(struct index *index)
{
    struct index_plan *plans = (struct index_plan *)index->plans->data;
    guint kept = 0;
    for (guint i = 0; i < index->plans->len; i++)
        if (i == 0 || !g_str_equal(plans[kept - 1].id, plans[i].id))
            plans[kept++] = plans[i];
    index->shadows = kept < index->plans->len;
    g_array_set_size(index->plans, kept);
    index->starts = g_new0(guint32, kept + 1);
    for (guint i = 0; i < kept; i++) {
        const struct index_shard *in =
            &g_array_index(index->shards, struct index_shard, plans[i].shard);
        const struct plan_row *row = &in->shard->plan_rows[plans[i].local];
        in->plans[plans[i].local] = i;
        index->starts[i + 1] = index->starts[i] + (row[1].first - row->first);
    }
}

/* Nearly every question about a unit begins with its plan: the way there must
 * be short. */
static void hint_plans(struct index *index)
{
    guint32 units = index->starts[index->plans->len], plan = 0;
    index->hints = g_new(guint32, units / HINT_STEP + 1);
    for (guint32 i = 0; i <= units / HINT_STEP; i++) {
        while (plan + 1 < index->plans->len &&
               index->starts[plan + 1] <= i * HINT_STEP)
            plan++;
        index->hints[i] = plan;
    }
}

static char *all_fingerprints(const struct index *index)
{
    const GPtrArray *list = index->generations;
    const struct generation *first = g_ptr_array_index(list, 0);
    if (list->len == 1)
        return g_strdup(first->fingerprint);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < list->len; i++) {
        const struct generation *generation = g_ptr_array_index(list, i);
        g_checksum_update(sum, (const guchar *)generation->fingerprint, -1);
    }
    return g_strdup(g_checksum_get_string(sum));
}

char *index_usual_dir(void)
{
    const char *variable = g_getenv("PLAN_DB");
    if (variable != NULL && *variable != '\0')
        return g_strdup(variable);
    return g_build_filename(g_get_user_data_dir(), "plan-search", NULL);
}

static struct index *index_new(void)
{
    struct index *index = g_new0(struct index, 1);
    index->words = g_new0(struct xapian_reader *, 1);
    index->generations = g_ptr_array_new();
    index->shards = g_array_new(FALSE, FALSE, sizeof(struct index_shard));
    g_array_set_clear_func(index->shards, shard_clear);
    index->plans = g_array_new(FALSE, FALSE, sizeof(struct index_plan));
    masks_init(index);
    index->lexicons = lexicons_new();
    return index;
}

static void index_order(struct index *index)
{
    gather_plans(index);
    number_plans(index);
    hint_plans(index);
    g_array_set_clear_func(index->plans, plan_clear);
    index->fingerprint = all_fingerprints(index);
}

struct index *index_over(struct generation *generation, const char *dir,
                         GError **error)
{
    struct index *index = index_new();
    g_ptr_array_add(index->generations, generation);
    if (!open_shards(index, generation, dir, error)) {
        index_close(index);
        return NULL;
    }
    index_order(index);
    return index;
}

struct index *index_open(const char *const *dirs, GError **error)
{
    struct index *index = index_new();
    g_ptr_array_set_free_func(index->generations,
                              (GDestroyNotify)generation_free);
    bool good = true;
    for (guint i = 0; good && dirs[i] != NULL; i++)
        good = open_database(index, dirs[i], error);
    if (good)
        index_order(index);
    guint32 shard = 0;
    for (guint i = 0; good && dirs[i] != NULL; i++) {
        const struct generation *generation =
            g_ptr_array_index(index->generations, i);
        good = masks_read(index, generation, shard, error) &&
               lexicons_add(index->lexicons, generation, error);
        if (!good)
            g_prefix_error(error, _("cannot open index '%s': "), dirs[i]);
        shard += generation->shards->len;
    }
    if (good) {
        masks_order(index);
        return index;
    }
    index_close(index);
    return NULL;
}

void index_close(struct index *index)
{
    if (index == NULL)
        return;
    if (*index->words != NULL)
        xapian_reader_close(*index->words);
    g_free(index->words);
    g_array_unref(index->plans);
    g_array_unref(index->shards);
    g_ptr_array_unref(index->generations);
    masks_clear(index);
    lexicons_free(index->lexicons);
    g_free(index->starts);
    g_free(index->hints);
    g_free(index->fingerprint);
    g_free(index);
}

guint32 index_units(const struct index *index)
{
    return index->starts[index->plans->len];
}

guint32 index_plans(const struct index *index)
{
    return index->plans->len;
}

const char *index_fingerprint(const struct index *index)
{
    return index->fingerprint;
}

/* The plan a unit is in: the last that begins at or before it and is not
 * empty. */
static guint32 plan_of(const struct index *index, guint32 unit)
{
    guint32 plan = index->hints[unit / HINT_STEP];
    while (plan + 1 < index->plans->len && index->starts[plan + 1] <= unit)
        plan++;
    return plan;
}

/* Where a unit is: its plan, its shard, its number there. */
static struct index_plan *locate(const struct index *index, guint32 unit,
                                 struct shard **shard, guint32 *local)
{
    guint32 number = plan_of(index, unit);
    struct index_plan *plan =
        &g_array_index(index->plans, struct index_plan, number);
    *shard =
        g_array_index(index->shards, struct index_shard, plan->shard).shard;
    *local = plan->first + (unit - index->starts[number]);
    return plan;
}

void index_place(const struct index *index, guint32 unit, guint32 *shard,
                 guint32 *local)
{
    struct shard *in;
    *shard = locate(index, unit, &in, local)->shard;
}

void index_entry(const struct index *index, guint32 unit, struct entry *entry)
{
    struct shard *shard;
    guint32 local;
    const struct index_plan *plan = locate(index, unit, &shard, &local);
    const struct unit_row *row = &shard->unit_rows[local];
    gsize length;
    *entry = (struct entry){
        .text = shard_text(shard, local, &length),
        .chars = row->chars,
        .plan = (guint32)(plan - (struct index_plan *)index->plans->data),
        .section = row->section,
        .kind = row->kind < UNIT_KINDS ? row->kind : UNIT_PARAGRAPH,
        .role = row->role < ROLES ? row->role : ROLE_NONE,
    };
    entry->length = (guint32)length;
    entry->lead = MIN(row->lead, entry->length);
}

const struct number *index_numbers(const struct index *index, guint32 unit,
                                   guint *count)
{
    struct shard *shard;
    guint32 local;
    locate(index, unit, &shard, &local);
    return shard_numbers(shard, local, count);
}

void index_plan_units(const struct index *index, guint32 plan, guint32 *first,
                      guint32 *count)
{
    *first = index->starts[plan];
    *count = index->starts[plan + 1] - *first;
}

static const struct plan *plan_get(const struct index *index,
                                   struct index_plan *plan, GError **error)
{
    const struct index_shard *in =
        &g_array_index(index->shards, struct index_shard, plan->shard);
    if (plan->decoded == NULL)
        plan->decoded = shard_plan(in->shard, plan->local, error);
    return plan->decoded;
}

const struct plan *index_plan(const struct index *index, guint32 plan,
                              GError **error)
{
    return plan_get(
        index, &g_array_index(index->plans, struct index_plan, plan), error);
}

void index_forget_plan(struct index *index, guint32 plan)
{
    struct index_plan *place =
        &g_array_index(index->plans, struct index_plan, plan);
    g_clear_pointer(&place->decoded, plan_free);
}

gint64 index_plan_find(const struct index *index, const char *id)
{
    guint low = 0, high = index->plans->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        int order = strcmp(
            g_array_index(index->plans, struct index_plan, middle).id, id);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

struct unit *index_unit(const struct index *index, guint32 unit, GError **error)
{
    struct shard *shard;
    guint32 local;
    struct index_plan *place = locate(index, unit, &shard, &local);
    const struct plan *plan = plan_get(index, place, error);
    struct unit *decoded =
        plan != NULL ? shard_unit(shard, plan, local, error) : NULL;
    if (decoded != NULL)
        masks_lend(index, unit, decoded);
    return decoded;
}

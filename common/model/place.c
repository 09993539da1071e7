/* Places by name, from corpus/rules/places.tsv.
 *
 * A text names many places in passing, and short names are often plain words
 * (和平, 长治, 东方): in a text a city counts only with its 市, or where the
 * text begins with it; a county only with its full name and when no other has
 * it.
 *
 * A title begins with the plan's own place.  One that the table does not know
 * is taken from its last character (甲市, 丙省), so that plans of places that
 * were renamed, or invented, have a place all the same.
 */
#include "common/model/inside.h"
#include "common/data/data.h"

#include <string.h>

#define LONGEST_NAME 15 /* characters: 双江拉祜族佤族布朗族傣族自治县 */

struct gazetteer {
    GHashTable *by_name;  /* full names */
    GHashTable *by_short; /* and all others; the greater place wins */
    GHashTable *stems;    /* 甲 → jia */
    GHashTable *words;    /* 城市: no place's name */
    GHashTable *unknown;  /* places made for titles; lives as long as we do */
    GMutex mutex;         /* guards `unknown`; the others do not change */
};

/* False when a place before it has that name. */
static bool name_add(GHashTable *table, const char *name, struct place *place)
{
    if (g_hash_table_contains(table, name))
        return false;
    return g_hash_table_insert(table, (char *)name, place);
}

/* The names that were added stay as keys. */
static void names_add(GHashTable *table, const char *names, struct place *place)
{
    char **all = g_strsplit(names, " ", -1);
    for (char **name = all; *name != NULL; name++)
        if (!name_add(table, *name, place))
            g_free(*name);
    g_free(all);
}

static void gazetteer_read(struct gazetteer *gazetteer)
{
    const GPtrArray *rows = data_table("rules/places.tsv", 5);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        if (strcmp(row[2], "stem") == 0) {
            g_hash_table_insert(gazetteer->stems, row[0], row[1]);
            continue;
        }
        if (strcmp(row[2], "word") == 0) {
            g_hash_table_add(gazetteer->words, row[0]);
            continue;
        }
        struct place *place = g_new(struct place, 1);
        place->name = row[0];
        place->roman = row[1];
        place->level = row[2];
        place->province = *row[3] != '\0' ? row[3] : NULL;
        name_add(gazetteer->by_name, place->name, place);
        names_add(gazetteer->by_short, row[4], place);
    }
}

static struct gazetteer *gazetteer_all(void)
{
    static struct gazetteer gazetteer;
    static gsize once;
    if (g_once_init_enter(&once)) {
        gazetteer.by_name = g_hash_table_new(g_str_hash, g_str_equal);
        gazetteer.by_short = g_hash_table_new(g_str_hash, g_str_equal);
        gazetteer.stems = g_hash_table_new(g_str_hash, g_str_equal);
        gazetteer.words = g_hash_table_new(g_str_hash, g_str_equal);
        gazetteer.unknown = g_hash_table_new(g_str_hash, g_str_equal);
        g_mutex_init(&gazetteer.mutex);
        gazetteer_read(&gazetteer);
        g_once_init_leave(&once, 1);
    }
    return &gazetteer;
}

const struct place *place_find(const char *name)
{
    const struct gazetteer *gazetteer = gazetteer_all();
    const struct place *place = g_hash_table_lookup(gazetteer->by_name, name);
    return place != NULL ? place
                         : g_hash_table_lookup(gazetteer->by_short, name);
}

static bool is_county(const struct place *place)
{
    return strcmp(place->level, "county") == 0;
}

/* Whether a name found in running text may be taken for the place. */
static bool counts_in_text(const struct place *place, const char *name,
                           bool at_start)
{
    if (is_county(place))
        return place->province != NULL && strcmp(name, place->name) == 0 &&
               g_utf8_strlen(name, -1) > 2;
    return at_start || strcmp(place->level, "city") != 0 ||
           strcmp(name, place->name) == 0;
}

/* The longest place name that `text` begins with; *length in bytes. */
static const struct place *place_here(const char *text, bool at_start,
                                      gsize *length)
{
    char name[LONGEST_NAME * 4 + 1];
    const char *ends[LONGEST_NAME];
    guint count = 0;
    for (const char *p = text; count < LONGEST_NAME && (guchar)*p >= 0x80;) {
        p = g_utf8_next_char(p);
        ends[count++] = p;
    }
    for (; count >= 2; count--) {
        gsize bytes = (gsize)(ends[count - 1] - text);
        memcpy(name, text, bytes);
        name[bytes] = '\0';
        const struct place *place = place_find(name);
        if (place != NULL && counts_in_text(place, name, at_start)) {
            *length = bytes;
            return place;
        }
    }
    return NULL;
}

/* ---- a title's own place */

static bool is_level(const struct place *place, const char *level)
{
    return strcmp(place->level, level) == 0;
}

static char *roman_of(const struct gazetteer *gazetteer, const char *stem,
                      gsize length)
{
    GString *roman = g_string_new(NULL);
    for (const char *p = stem; p < stem + length; p = g_utf8_next_char(p)) {
        g_autofree char *one = g_strndup(p, (gsize)(g_utf8_next_char(p) - p));
        const char *part = g_hash_table_lookup(gazetteer->stems, one);
        if (part == NULL) {
            g_string_assign(roman, "place");
            break;
        }
        g_string_append(roman, part);
    }
    return g_string_free(roman, false);
}

/* A place that is not in the table (or stands there without its province);
 * the same one for the same name and province.  Takes `roman`. */
static const struct place *place_make(const char *name, gsize length,
                                      char *roman, const char *level,
                                      const char *province)
{
    struct gazetteer *gazetteer = gazetteer_all();
    g_autofree char *full = g_strndup(name, length);
    char *key = g_strconcat(full, "/", province != NULL ? province : "", NULL);
    g_mutex_lock(&gazetteer->mutex);
    struct place *place = g_hash_table_lookup(gazetteer->unknown, key);
    if (place == NULL) {
        place = g_new0(struct place, 1);
        place->name = g_steal_pointer(&full);
        place->roman = g_steal_pointer(&roman);
        place->level = level;
        place->province =
            is_level(place, "province") ? place->name : g_strdup(province);
        g_hash_table_insert(gazetteer->unknown, g_steal_pointer(&key), place);
    }
    g_mutex_unlock(&gazetteer->mutex);
    g_free(key);
    g_free(roman);
    return place;
}

/* What follows a name's last character when that is not its end: 县域, 市场. */
static bool goes_on(const char *rest)
{
    static const char after[] = "域城级场容政民县值会际内外块划位属直情委";
    gunichar next = g_utf8_get_char(rest);
    return next != 0 && g_utf8_strchr(after, -1, next) != NULL;
}

/* A name of two to four characters up to 省, 市, 县 or 区 at the beginning. */
static const struct place *place_unknown(const char *title, gsize *length,
                                         const char *province)
{
    static const struct {
        const char *ending, *level;
    } endings[] = {
        {"省", "province"}, {"市", "city"}, {"县", "county"}, {"区", "county"}};
    struct gazetteer *gazetteer = gazetteer_all();
    const char *p = title;
    for (guint count = 0; count < 4 && g_unichar_type(g_utf8_get_char(p)) ==
                                           G_UNICODE_OTHER_LETTER;
         count++, p = g_utf8_next_char(p)) {
        for (guint i = 0; count > 0 && i < G_N_ELEMENTS(endings); i++) {
            const char *end = p + strlen(endings[i].ending);
            if (!g_str_has_prefix(p, endings[i].ending))
                continue;
            g_autofree char *name = g_strndup(title, (gsize)(end - title));
            if (goes_on(end) || g_hash_table_contains(gazetteer->words, name))
                return NULL;
            *length = (gsize)(end - title);
            return place_make(title, *length,
                              roman_of(gazetteer, title, (gsize)(p - title)),
                              endings[i].level, province);
        }
    }
    return NULL;
}

/* A county whose name others have too is known by its city. */
static const struct place *county_of(const char *text, const char *province,
                                     gsize *length)
{
    const char *end = text;
    for (guint count = 0; count < 4 && *end != '\0'; count++) {
        end = g_utf8_next_char(end);
        g_autofree char *name = g_strndup(text, (gsize)(end - text));
        const struct place *county =
            g_hash_table_lookup(gazetteer_all()->by_name, name);
        if (county == NULL || !is_county(county))
            continue;
        *length = (gsize)(end - text);
        return place_make(name, *length, g_strdup(county->roman), "county",
                          province);
    }
    return NULL;
}

/* The smaller place right after one that was read: 清远市 after 广东省. */
static const struct place *place_within(const struct place *outer,
                                        const char *text, gsize *length)
{
    const char *province = outer->province;
    bool in_province = is_level(outer, "province");
    const struct place *inner = place_here(text, false, length);
    bool fits =
        inner != NULL &&
        (in_province ? !is_level(inner, "province") : is_county(inner)) &&
        (province == NULL || inner->province == NULL ||
         strcmp(inner->province, province) == 0);
    if (fits)
        return inner;
    inner = county_of(text, province, length);
    return inner == NULL && in_province ? place_unknown(text, length, province)
                                        : inner;
}

/* Quotation marks, white space, and a period that stands first: “十四五”国家….
 */
static const char *title_start(const char *title)
{
    static const char marks[] = "“‘\"《「『 \t\u3000";
    static const char closing[] = "”’\"」』";
    const char *p = title;
    while (*p != '\0' && g_utf8_strchr(marks, -1, g_utf8_get_char(p)) != NULL)
        p = g_utf8_next_char(p);
    const char *end = strstr(p, "五");
    if (end == NULL || end - p > 9)
        return p;
    end = g_utf8_next_char(end);
    return p > title && *end != '\0' &&
                   g_utf8_strchr(closing, -1, g_utf8_get_char(end)) != NULL
               ? g_utf8_next_char(end)
               : p;
}

const struct place *place_of_title(const char *title)
{
    gsize length = 0;
    const char *at = title_start(title);
    const struct place *place = place_here(at, true, &length);
    if (place == NULL)
        place = place_unknown(at, &length, NULL);
    while (place != NULL && !is_county(place) && !is_level(place, "nation")) {
        at += length;
        const struct place *inner = place_within(place, at, &length);
        if (inner == NULL)
            break;
        place = inner;
    }
    return place;
}

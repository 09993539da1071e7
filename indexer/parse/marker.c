/* The markers that number a plan's parts: 第三章, 三、, （三）, 1.1, 专栏3,
 * 一是. Patterns stand in corpus/rules/markers.tsv, in the order of enum
 * marker_class. */
#include "indexer/parse/internal.h"

#include "common/data/data.h"

#include <string.h>

/* Longer than any marker with what has to follow it. */
#define START_BYTES 96

struct pattern {
    GRegex *regex;
    bool heading;
};

static const struct pattern *patterns(void)
{
    static gsize ready;
    static struct pattern list[MARKER_NONE];
    if (g_once_init_enter(&ready)) {
        const GPtrArray *rows = data_table("rules/markers.tsv", 4);
        g_assert(rows->len == MARKER_NONE);
        for (guint i = 0; i < rows->len; i++) {
            char **row = g_ptr_array_index(rows, i);
            list[i].regex = g_regex_new(
                row[2], G_REGEX_OPTIMIZE | G_REGEX_ANCHORED, 0, NULL);
            g_assert(list[i].regex != NULL);
            list[i].heading = strcmp(row[1], "heading") == 0;
        }
        g_once_init_leave(&ready, 1);
    }
    return list;
}

bool marker_is_heading(enum marker_class class)
{
    return class < MARKER_NONE && patterns()[class].heading;
}

/* Only these can begin a marker: spares the patterns for most texts. */
static bool can_begin(const char *text)
{
    return g_utf8_strchr("第一二三四五六七八九十百（("
                         "0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭"
                         "⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩—–―─－-"
                         "●○■□◆◇▪▶►•·【[专附ABCDEFGHIJKLMNOPQRSTUVW"
                         "XYZ㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟",
                         -1, g_utf8_get_char(text)) != NULL;
}

static bool read_class(const char *text, enum marker_class class,
                       struct marker *marker)
{
    GMatchInfo *match = NULL;
    bool found = g_regex_match(patterns()[class].regex, text, 0, &match);
    if (found) {
        int end = 0;
        g_match_info_fetch_pos(match, 0, NULL, &end);
        /* A sign such as ㈠ is its own number. */
        g_autofree char *number = g_match_info_fetch(
            match, g_match_info_get_match_count(match) > 1 ? 1 : 0);
        while (end > 0 && g_ascii_isspace(text[end - 1]))
            end--;
        marker->class = class;
        marker->length = (gsize)end;
        marker->number = marker_number(number);
    }
    g_match_info_free(match);
    return found;
}

struct marker marker_read(const char *text)
{
    struct marker marker = {MARKER_NONE, 0, -1};
    char start[START_BYTES + 1];
    if (*text == '\0' || !can_begin(text))
        return marker;
    /* A pattern looks at its whole subject; a marker is short. */
    gsize length = strnlen(text, START_BYTES);
    while (length > 0 && (text[length] & 0xc0) == 0x80)
        length--;
    memcpy(start, text, length);
    start[length] = '\0';
    for (enum marker_class class = 0; class < MARKER_NONE; class ++)
        if (read_class(start, class, &marker))
            break;
    return marker;
}

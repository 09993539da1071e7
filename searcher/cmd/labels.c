/* Reads files of labelled queries.  A line that is none keeps its place and
 * says why, so that the others run. */
#include "searcher/cmd/labels.h"

#include "common/messages/messages.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum column { LABEL, QUERY, GROUP, NOTE, COLUMNS };

static const char *const names[COLUMNS] = {"label", "query", "group", "note"};

struct layout {
    int columns[COLUMNS]; /* which of a line's columns it is, or -1 */
    guint count;          /* a line is cut into at most so many */
};

static GString *read_all(const char *name, GError **error)
{
    bool standard = strcmp(name, "-") == 0;
    FILE *in = standard ? stdin : fopen(name, "rb");
    GString *all = g_string_new(NULL);
    char bytes[4096];
    gsize got;
    while (in != NULL && (got = fread(bytes, 1, sizeof bytes, in)) > 0)
        g_string_append_len(all, bytes, (gssize)got);
    bool fine = in != NULL && !ferror(in);
    if (!fine)
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
                    _("cannot read '%s': %s"), name, g_strerror(errno));
    if (in != NULL && !standard)
        fclose(in);
    if (fine)
        return all;
    g_string_free(all, TRUE);
    return NULL;
}

/* A NUL would end the text before its end: the mark of what is no character
 * stands for it, so that the line is refused and the others run. */
static void replace_nuls(GString *text)
{
    for (gsize i = 0; i < text->len; i++)
        if (text->str[i] == '\0')
            text->str[i] = '\xff';
}

static int column_named(const char *name)
{
    for (int i = 0; i < COLUMNS; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

/* Whether a line is a header; then the layout is what it says. */
static bool read_header(const char *line, struct layout *layout)
{
    struct layout found = {{-1, -1, -1, -1}, 0};
    g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
    for (int i = 0; fields[i] != NULL; i++) {
        int column = column_named(g_strstrip(fields[i]));
        if (column < 0 || found.columns[column] >= 0)
            return false;
        found.columns[column] = i;
        found.count++;
    }
    if (found.columns[LABEL] < 0 || found.columns[QUERY] < 0)
        return false;
    *layout = found;
    return true;
}

/* The field's text; NULL where the line has none, or an empty one. */
static char *field_of(char **fields, int column)
{
    guint count = g_strv_length(fields);
    if (column < 0 || (guint)column >= count || *fields[column] == '\0')
        return NULL;
    return g_strdup(fields[column]);
}

static bool is_text(const char *field)
{
    return field == NULL || g_utf8_validate(field, -1, NULL);
}

static struct labelled *read_line(const char *line, guint number,
                                  const struct layout *layout)
{
    struct labelled *read = g_new0(struct labelled, 1);
    g_auto(GStrv) fields = g_strsplit(line, "\t", (int)layout->count);
    read->line = number;
    read->label = field_of(fields, layout->columns[LABEL]);
    read->query = field_of(fields, layout->columns[QUERY]);
    read->group = field_of(fields, layout->columns[GROUP]);
    read->note = field_of(fields, layout->columns[NOTE]);
    if (strchr(line, '\t') == NULL)
        read->wrong = g_strdup(_("no tab between label and query"));
    else if (!is_text(read->label))
        read->wrong = g_strdup(_("label is not valid UTF-8"));
    else if (!is_text(read->group) || !is_text(read->note))
        read->wrong = g_strdup(_("group or note is not valid UTF-8"));
    if (read->label == NULL)
        read->label = g_strdup("");
    if (read->query == NULL)
        read->query = g_strdup("");
    return read;
}

static void labelled_free(void *data)
{
    struct labelled *line = data;
    g_free(line->label);
    g_free(line->query);
    g_free(line->group);
    g_free(line->note);
    g_free(line->wrong);
    g_free(line);
}

static void read_lines(struct labels *labels, char **lines)
{
    struct layout layout = {{LABEL, QUERY, GROUP, NOTE}, COLUMNS};
    bool first = true;
    for (guint i = 0; lines[i] != NULL; i++) {
        char *line = lines[i];
        if (i == 0 && g_str_has_prefix(line, "\uFEFF"))
            line += strlen("\uFEFF");
        if (g_str_has_suffix(line, "\r"))
            line[strlen(line) - 1] = '\0';
        if (*line == '#' || line[strspn(line, " \t")] == '\0')
            continue;
        if (!first || !read_header(line, &layout))
            g_ptr_array_add(labels->lines, read_line(line, i + 1, &layout));
        first = false;
    }
}

struct labels *labels_read(const char *name, GError **error)
{
    GString *text = read_all(name, error);
    if (text == NULL)
        return NULL;
    struct labels *labels = g_new0(struct labels, 1);
    labels->name =
        g_strdup(strcmp(name, "-") == 0 ? _("standard input") : name);
    labels->sha256 = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (const guchar *)text->str, text->len);
    labels->lines = g_ptr_array_new_with_free_func(labelled_free);
    replace_nuls(text);
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    g_string_free(text, TRUE);
    read_lines(labels, lines);
    return labels;
}

void labels_free(struct labels *labels)
{
    if (labels == NULL)
        return;
    g_free(labels->name);
    g_free(labels->sha256);
    g_ptr_array_unref(labels->lines);
    g_free(labels);
}

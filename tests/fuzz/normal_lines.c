/* Prints norm(line) for every line of standard input, then a tab and the
 * origin of each of its characters as start-end: what normal_oracle.py holds
 * against Python.
 */
#include "common/text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void line_print(const char *line, gssize length)
{
    struct normal normal;
    normal_init(&normal, line, length);
    gsize bytes;
    g_autofree char *text = normal_text(line, length, &bytes);
    if (bytes != normal.length || memcmp(text, normal.text, bytes) != 0)
        g_error("normal_text and normal_init differ");
    fwrite(text, 1, bytes, stdout);
    putchar('\t');
    for (guint i = 0; i < normal.count; i++)
        printf("%s%u-%u", i > 0 ? " " : "", normal.start[i], normal.end[i]);
    putchar('\n');
    normal_clear(&normal);
}

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    while ((length = getline(&line, &room, stdin)) > 0)
        line_print(line, line[length - 1] == '\n' ? length - 1 : length);
    free(line);
    return 0;
}

/* What the files of this room share. */
#ifndef PLAN_CLEAN_INTERNAL_H
#define PLAN_CLEAN_INTERNAL_H

#include "indexer/clean/clean.h"

/* Cuts the text into lines, without tags (lines.c). */
GPtrArray *lines_split(const char *text, gsize length);
/* Marks the lines of the page (furniture.c). */
void furniture_mark(GPtrArray *lines);
/* Sets clean->layout and width from the unmarked lines (layout.c). */
void layout_decide(struct clean *clean);
#endif

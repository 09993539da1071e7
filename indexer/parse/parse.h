/* Parsing: where in the plan are we?
 *
 * Reads cleaned lines, gives blocks in reading order: title, headings with
 * their depth, boxes, paragraphs with their leads, tables, notes, furniture.
 * Which marker stands for which depth is decided from each document's own
 * evidence.  Every character of the lines is in some block, in order.
 */
#ifndef PLAN_PARSE_H
#define PLAN_PARSE_H

#include "common/model/model.h"
#include "indexer/clean/clean.h"

/* The blocks of one plan; a GPtrArray of struct block, caller unrefs. */
GPtrArray *parse_lines(const struct clean *clean);
#endif

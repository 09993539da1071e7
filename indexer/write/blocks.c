/* One text through cleaning and parsing. */
#include "indexer/write/write.h"

#include "indexer/clean/clean.h"
#include "indexer/parse/parse.h"

GPtrArray *write_blocks(const struct source_file *file)
{
    struct clean *clean = clean_text(file->text, file->length);
    GPtrArray *blocks = parse_lines(clean);
    clean_free(clean);
    return blocks;
}

/* The sources of an index, for those who only want to know them. */
#include "common/store/generation.h"

GPtrArray *index_sources(const char *dir, GError **error)
{
    struct generation *generation = generation_open(dir, error);
    if (generation == NULL)
        return NULL;
    GPtrArray *sources = generation_sources(generation, error);
    generation_free(generation);
    return sources;
}

/* The small index with a matcher on it, for a suite of Criterion:
 * TestSuite(name, .init = open_sample, .fini = close_sample). */
#ifndef PLAN_SAMPLE_MATCHER_H
#define PLAN_SAMPLE_MATCHER_H

#include "searcher/match/match.h"
#include "tests/unit/sample_index.h"

static struct sample sample;
static struct matcher *matcher;

static inline void open_sample(void)
{
    sample = sample_open();
    matcher = matcher_new(sample.index);
}

static inline void close_sample(void)
{
    matcher_free(matcher);
    sample_close(&sample);
}

#endif

/* The formulas of statistics.h, over counts alone. */
#include "searcher/statistics/statistics.h"

#include <math.h>

/* O ln(O / E), which tends to 0 with O. */
static double surprise(double observed, double expected)
{
    return observed > 0 ? observed * log(observed / expected) : 0;
}

/* ---- keyness */

static double rate(guint64 count, guint64 size)
{
    return size > 0 ? (double)count / (double)size : NAN;
}

double keyness_log_likelihood(const struct keyness_counts *counts)
{
    double a = (double)counts->target, b = (double)counts->reference;
    double all = rate(counts->target + counts->reference,
                      counts->target_size + counts->reference_size);
    double sum = surprise(a, all * (double)counts->target_size) +
                 surprise(b, all * (double)counts->reference_size);
    return fmax(2 * sum, 0);
}

double keyness_p(double log_likelihood)
{
    return erfc(sqrt(log_likelihood / 2));
}

double keyness_bic(const struct keyness_counts *counts)
{
    return keyness_log_likelihood(counts) -
           log((double)(counts->target_size + counts->reference_size));
}

double keyness_log_ratio(const struct keyness_counts *counts)
{
    double a = counts->target > 0 ? (double)counts->target : 0.5;
    double b = counts->reference > 0 ? (double)counts->reference : 0.5;
    if (counts->target_size == 0 || counts->reference_size == 0)
        return NAN;
    return log2(a / (double)counts->target_size) -
           log2(b / (double)counts->reference_size);
}

double keyness_percent_diff(const struct keyness_counts *counts)
{
    double a = rate(counts->target, counts->target_size);
    double b = rate(counts->reference, counts->reference_size);
    return b > 0 ? (a - b) * 100 / b : NAN;
}

/* ---- collocation */

double collocation_expected(const struct collocation_counts *counts)
{
    return (double)counts->near * (double)counts->word / (double)counts->all;
}

double collocation_log_likelihood(const struct collocation_counts *counts)
{
    double all = (double)counts->all, near = (double)counts->near;
    double word = (double)counts->word, both = (double)counts->together;
    double sum =
        surprise(both, near * word / all) +
        surprise(near - both, near * (all - word) / all) +
        surprise(word - both, (all - near) * word / all) +
        surprise(all - near - word + both, (all - near) * (all - word) / all);
    return fmax(2 * sum, 0);
}

double collocation_log_dice(const struct collocation_counts *counts)
{
    if (counts->together == 0)
        return NAN;
    return 14 + log2(2 * (double)counts->together /
                     (double)(counts->node + counts->word));
}

double collocation_mi(const struct collocation_counts *counts)
{
    if (counts->together == 0)
        return NAN;
    return log2((double)counts->together / collocation_expected(counts));
}

double collocation_mi3(const struct collocation_counts *counts)
{
    double both = (double)counts->together;
    if (counts->together == 0)
        return NAN;
    return log2(both * both * both / collocation_expected(counts));
}

double collocation_t_score(const struct collocation_counts *counts)
{
    double both = (double)counts->together;
    if (counts->together == 0)
        return NAN;
    return (both - collocation_expected(counts)) / sqrt(both);
}

/* ---- dispersion */

struct totals {
    double occurrences, size;
    double rates; /* the sum of the parts' relative frequencies */
    double least; /* the smallest size */
};

static struct totals add_up(const struct part_count *parts, guint count,
                            struct evenness *dispersion)
{
    struct totals totals = {0, 0, 0, INFINITY};
    for (guint i = 0; i < count; i++) {
        double size = (double)parts[i].size;
        if (parts[i].size == 0)
            continue;
        dispersion->parts++;
        dispersion->range += parts[i].occurrences > 0;
        totals.occurrences += (double)parts[i].occurrences;
        totals.size += size;
        totals.rates += (double)parts[i].occurrences / size;
        totals.least = fmin(totals.least, size);
    }
    return totals;
}

void dispersion_measure(const struct part_count *parts, guint count,
                        struct evenness *dispersion)
{
    *dispersion = (struct evenness){0, 0, NAN, NAN, NAN, NAN};
    struct totals totals = add_up(parts, count, dispersion);
    double n = dispersion->parts, squares = 0, entropy = 0, apart = 0;
    if (totals.occurrences == 0)
        return;
    for (guint i = 0; i < count; i++) {
        double size = (double)parts[i].size;
        double found = (double)parts[i].occurrences;
        if (parts[i].size == 0)
            continue;
        double mean = totals.rates / n, own = found / size;
        squares += (own - mean) * (own - mean);
        entropy -= surprise(own / totals.rates, 1);
        apart += fabs(found / totals.occurrences - size / totals.size);
    }
    dispersion->dp = apart / 2;
    if (dispersion->parts < 2)
        return;
    dispersion->juilland_d =
        1 - sqrt(squares / n) / (totals.rates / n) / sqrt(n - 1);
    dispersion->carroll_d2 = entropy / log(n);
    dispersion->dp_norm = dispersion->dp / (1 - totals.least / totals.size);
}

/* Segmentation against a text cut by hand: words_bench TEXT DB.
 *
 * Printed is a line for ICU alone, with the lexicon, and with what DB has
 * learned as well: precision, recall and F1 of cuts, then of words.
 */
#include "tests/bench/segmentation.h"

#include "common/store/store.h"

#include <stdio.h>
#include <stdlib.h>

static void print(const char *name, const char *text,
                  const struct vocabulary *vocabulary)
{
    struct agreement sum = segmentation_measure(text, vocabulary);
    printf("%s\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\n", name,
           (double)sum.right / MAX(sum.made, 1),
           (double)sum.right / MAX(sum.wanted, 1),
           segmentation_f1(sum.right, sum.made, sum.wanted),
           (double)sum.words_right / MAX(sum.words_made, 1),
           (double)sum.words_right / MAX(sum.words_wanted, 1),
           segmentation_f1(sum.words_right, sum.words_made, sum.words_wanted));
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    struct index *index = NULL;
    if (argc != 3) {
        fprintf(stderr, "usage: words_bench TEXT DB\n");
        return EXIT_FAILURE;
    }
    if (g_file_get_contents(argv[1], &text, NULL, &error))
        index = index_open((const char *[]){argv[2], NULL}, &error);
    if (index == NULL) {
        fprintf(stderr, "words_bench: %s\n", error->message);
        return EXIT_FAILURE;
    }
    print("icu", text, NULL);
    print("icu, lexicon", text, vocabulary_lexicon());
    print("icu, lexicon, learned", text, index_vocabulary(index));
    index_close(index);
    return EXIT_SUCCESS;
}

/* The nearest right word for a mistyped one. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <ravine/param.h>

enum { WORD_MAX = 48 };

static unsigned char
lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static unsigned
least(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Edits (insert, delete, replace, swap neighbours) from @a to @b, letter case ignored. */
static unsigned
edit_distance(const char *a, size_t n, const char *b, size_t m)
{
    unsigned d[WORD_MAX + 1][WORD_MAX + 1];
    for (size_t i = 0; i <= n; i++)
        d[i][0] = (unsigned)i;
    for (size_t j = 0; j <= m; j++)
        d[0][j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++) {
            bool same = lower(a[i - 1]) == lower(b[j - 1]);
            d[i][j] = least(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + !same);
            bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                           lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped && d[i - 2][j - 2] + 1 < d[i][j])
                d[i][j] = d[i - 2][j - 2] + 1;
        }
    return d[n][m];
}

/* How far @word is from @candidate; beginnings count as one slip. */
static unsigned
distance(const char *word, size_t n, const char *candidate)
{
    size_t m = strlen(candidate);
    if (m > WORD_MAX)
        return UINT32_MAX;
    if (n >= 3 && n < m && strncasecmp(word, candidate, n) == 0)
        return 1;
    return edit_distance(word, n, candidate, m);
}

const char *
rv_nearest_word(const char *word, const char *const *words, size_t n)
{
    size_t length = strlen(word);
    if (length == 0 || length > WORD_MAX)
        return NULL;
    unsigned best = (unsigned)(length + 2) / 3 + 1; /* farther is another word */
    const char *nearest = NULL;
    for (size_t i = 0; i < n; i++) {
        unsigned d = distance(word, length, words[i]);
        if (d < best) {
            best = d;
            nearest = words[i];
        }
    }
    return nearest;
}

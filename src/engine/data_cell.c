#include "data_cell.h"

#include <string.h>

/* Independent of the locale, unlike strcasecmp(). */
static bool
same_letters(const char *text, const char *word)
{
    for (; *text && *word; text++, word++) {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
        if (c != *word)
            return false;
    }
    return *text == *word;
}

bool
data_cell_missing(const char *text)
{
    static const char *const words[] = {"", "na", "n/a", "nan", "null", "?"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (same_letters(text, words[i]))
            return true;
    return false;
}

bool
data_cell_decimal_comma(const char *text)
{
    static const char digits[] = "0123456789";
    text += *text == '-' || *text == '+';
    size_t before = strspn(text, digits);
    if (text[before] != ',')
        return false;
    size_t behind = strspn(text + before + 1, digits);
    return before > 0 && behind > 0 && !text[before + 1 + behind];
}

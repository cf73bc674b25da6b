#include <string.h>

#include "scene/text.h"

static size_t
length_by_lead(unsigned char lead, uint32_t *bits)
{
    if (lead < 0x80)
        return *bits = lead, 1;
    if (lead >= 0xc2 && lead < 0xe0)
        return *bits = lead & 0x1f, 2;
    if (lead >= 0xe0 && lead < 0xf0)
        return *bits = lead & 0x0f, 3;
    if (lead >= 0xf0 && lead < 0xf5)
        return *bits = lead & 0x07, 4;
    return 0;
}

size_t
text_decode(const char *text, size_t n, uint32_t *character)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t value = 0;
    size_t length = length_by_lead((unsigned char)text[0], &value);
    if (length == 0 || length > n)
        return 0;
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (byte & 0x3f);
    }
    if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        return 0;
    *character = value;
    return length;
}

bool
text_is_control(uint32_t c)
{
    bool direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
                     c == 0x200e || c == 0x200f;
    bool separator = c == 0x2028 || c == 0x2029;
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || direction || separator || c == 0xfeff;
}

size_t
text_length(const char *text, size_t n)
{
    size_t length = 0;
    for (size_t i = 0; i < n && text[i]; i++)
        length += ((unsigned char)text[i] & 0xc0) != 0x80;
    return length;
}

void
text_tame(char *text)
{
    char *to = text;
    size_t n = strlen(text);
    for (size_t i = 0; i < n;) {
        uint32_t character;
        size_t length = text_decode(text + i, n - i, &character);
        if (length == 0 && i + 4 > n && (unsigned char)text[i] >= 0xc2)
            break; /* cut within a character */
        if (length == 0 || text_is_control(character)) {
            *to++ = '?';
            i += length ? length : 1;
            continue;
        }
        memmove(to, text + i, length);
        to += length;
        i += length;
    }
    *to = '\0';
}

size_t
text_first_unclean(const char *text, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t c;
        size_t length = text_decode(text + i, n - i, &c);
        bool space = length && (c == '\t' || c == '\n' || c == '\r');
        bool mark = length && c == 0xfeff && i == 0;
        if (length == 0 || (text_is_control(c) && !space && !mark))
            return i;
        i += length;
    }
    return n;
}

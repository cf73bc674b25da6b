#include "utf8.h"

#include <stdint.h>
#include <string.h>

/* Bytes of the character that begins with @lead and the bits of it there; 0: none does.
 */
static size_t
begin(unsigned char lead, uint32_t *bits)
{
    static const unsigned char mask[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    size_t length = lead < 0x80   ? 1
                    : lead < 0xc2 ? 0
                    : lead < 0xe0 ? 2
                    : lead < 0xf0 ? 3
                                  : 4;
    *bits = lead & mask[length];
    return lead < 0xf5 ? length : 0;
}

/* Length of the character at @text, 0 where there is none in strict UTF-8. */
static size_t
decode(const unsigned char *text, size_t n, uint32_t *character)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = begin(text[0], character);
    if (length == 0 || length > n)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return 0;
        *character = *character << 6 | (text[i] & 0x3f);
    }
    bool surrogate = *character >= 0xd800 && *character < 0xe000;
    return *character < least[length] || *character > 0x10ffff || surrogate ? 0 : length;
}

static bool
is_control(uint32_t c)
{
    bool direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
                     c == 0x200e || c == 0x200f;
    bool separator = c == 0x2028 || c == 0x2029;
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || direction || separator || c == 0xfeff;
}

bool
utf8_is_clean(const char *text, size_t n)
{
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = 0; i < n;) {
        uint32_t character;
        size_t length = decode(bytes + i, n - i, &character);
        if (length == 0 || is_control(character))
            return false;
        i += length;
    }
    return true;
}

void
utf8_copy(char *out, size_t size, const char *text)
{
    size_t n = strlen(text);
    if (n >= size)
        for (n = size - 1; n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80;)
            n--;
    memcpy(out, text, n);
    out[n] = '\0';
}

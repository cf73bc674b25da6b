#include "color.h"

#include <math.h>

static const double white_x = 0.95047, white_z = 1.08883; /* D65 */
static const double pi = 3.14159265358979323846;

static double
linear_from_byte(unsigned byte)
{
    double c = (double)byte / 255;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
gamma_from_linear(double c)
{
    return c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1 / 2.4) - 0.055;
}

static double
lab_f(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static double
lab_f_inverse(double t)
{
    return t > 6.0 / 29 ? t * t * t : (116 * t - 16) * 27 / 24389;
}

struct lab
lab_from_rgb(uint32_t rgb)
{
    double r = linear_from_byte(rgb >> 16 & 0xff);
    double g = linear_from_byte(rgb >> 8 & 0xff);
    double b = linear_from_byte(rgb & 0xff);
    double x = lab_f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / white_x);
    double y = lab_f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    double z = lab_f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / white_z);
    return (struct lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static void
linear_from_lab(struct lab lab, double rgb[3])
{
    double fy = (lab.l + 16) / 116;
    double x = white_x * lab_f_inverse(fy + lab.a / 500);
    double y = lab_f_inverse(fy);
    double z = white_z * lab_f_inverse(fy - lab.b / 200);
    rgb[0] = 3.2404542 * x - 1.5371385 * y - 0.4985314 * z;
    rgb[1] = -0.9692660 * x + 1.8760108 * y + 0.0415560 * z;
    rgb[2] = 0.0556434 * x - 0.2040259 * y + 1.0572252 * z;
}

static bool
in_gamut(const double rgb[3])
{
    static const double slack = 2e-4; /* less than half a byte anywhere */
    for (int i = 0; i < 3; i++)
        if (!(rgb[i] >= -slack && rgb[i] <= 1 + slack))
            return false;
    return true;
}

static uint32_t
byte_from_linear(double c)
{
    c = c < 0 ? 0 : c > 1 ? 1 : c;
    return (uint32_t)(gamma_from_linear(c) * 255 + 0.5);
}

uint32_t
lab_to_rgb(struct lab lab)
{
    lab.l = lab.l < 0 ? 0 : lab.l > 100 ? 100 : lab.l;
    double rgb[3];
    linear_from_lab(lab, rgb);
    double fits = 0, exceeds = in_gamut(rgb) ? 0 : 1;
    for (int i = 0; exceeds > 0 && i < 20; i++) {
        double chroma = (fits + exceeds) / 2;
        linear_from_lab((struct lab){lab.l, lab.a * chroma, lab.b * chroma}, rgb);
        *(in_gamut(rgb) ? &fits : &exceeds) = chroma;
    }
    if (exceeds > 0)
        linear_from_lab((struct lab){lab.l, lab.a * fits, lab.b * fits}, rgb);
    return byte_from_linear(rgb[0]) << 16 | byte_from_linear(rgb[1]) << 8 |
           byte_from_linear(rgb[2]);
}

uint32_t
rgb_shift(uint32_t rgb, double lightness, double chroma)
{
    struct lab lab = lab_from_rgb(rgb);
    return lab_to_rgb((struct lab){lab.l + lightness, lab.a * chroma, lab.b * chroma});
}

static double
luminance(uint32_t rgb)
{
    return 0.2126 * linear_from_byte(rgb >> 16 & 0xff) +
           0.7152 * linear_from_byte(rgb >> 8 & 0xff) +
           0.0722 * linear_from_byte(rgb & 0xff);
}

double
contrast_ratio(uint32_t rgb1, uint32_t rgb2)
{
    double a = luminance(rgb1), b = luminance(rgb2);
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

uint32_t
rgb_from_index(int i)
{
    static const uint8_t side[] = {0, 95, 135, 175, 215, 255};
    if (i >= 232) {
        uint32_t grey = 8 + 10 * (uint32_t)(i - 232);
        return grey << 16 | grey << 8 | grey;
    }
    i = i < 16 ? 0 : i - 16;
    return (uint32_t)side[i / 36] << 16 | (uint32_t)side[i / 6 % 6] << 8 | side[i % 6];
}

static double
hue_of(double a, double b)
{
    if (a == 0 && b == 0)
        return 0;
    double hue = atan2(b, a) * 180 / pi;
    return hue < 0 ? hue + 360 : hue;
}

static double
cos_degrees(double degrees)
{
    return cos(degrees * pi / 180);
}

static double
pow7(double x)
{
    double x3 = x * x * x;
    return x3 * x3 * x;
}

/* Chroma and hue with a' = (1 + G) a, and what their differences weigh: the intermediate
 * quantities of Sharma, Wu & Dalal 2005, section 2, by their names. */
struct primes {
    double c1, c2, h1, h2;
};

static struct primes
primes_of(struct lab one, struct lab two)
{
    double mean7 = pow7((hypot(one.a, one.b) + hypot(two.a, two.b)) / 2);
    double g = 0.5 * (1 - sqrt(mean7 / (mean7 + pow7(25))));
    double a1 = (1 + g) * one.a, a2 = (1 + g) * two.a;
    return (struct primes){hypot(a1, one.b), hypot(a2, two.b), hue_of(a1, one.b),
                           hue_of(a2, two.b)};
}

static double
hue_difference(const struct primes *p)
{
    double dh = p->h2 - p->h1;
    if (p->c1 * p->c2 == 0)
        dh = 0;
    else if (dh > 180)
        dh -= 360;
    else if (dh < -180)
        dh += 360;
    return 2 * sqrt(p->c1 * p->c2) * sin(dh / 2 * pi / 180);
}

static double
hue_mean(const struct primes *p)
{
    double sum = p->h1 + p->h2;
    if (p->c1 * p->c2 == 0)
        return sum;
    if (fabs(p->h1 - p->h2) <= 180)
        return sum / 2;
    return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

double
delta_e2000(struct lab one, struct lab two)
{
    struct primes p = primes_of(one, two);
    double h = hue_mean(&p), c = (p.c1 + p.c2) / 2, l50 = (one.l + two.l) / 2 - 50;
    double t = 1 - 0.17 * cos_degrees(h - 30) + 0.24 * cos_degrees(2 * h) +
               0.32 * cos_degrees(3 * h + 6) - 0.20 * cos_degrees(4 * h - 63);
    double turn = 30 * exp(-((h - 275) / 25) * ((h - 275) / 25));
    double rc = 2 * sqrt(pow7(c) / (pow7(c) + pow7(25)));
    double sl = 1 + 0.015 * l50 * l50 / sqrt(20 + l50 * l50);
    double dl = (two.l - one.l) / sl;
    double dc = (p.c2 - p.c1) / (1 + 0.045 * c);
    double dh = hue_difference(&p) / (1 + 0.015 * c * t);
    double rotation = -sin(2 * turn * pi / 180) * rc;
    return sqrt(dl * dl + dc * dc + dh * dh + rotation * dc * dh);
}

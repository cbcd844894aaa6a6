/* The same jobs in C: parse, walk, checksum, emit. Digests as in src/fields.rs,
 * for little-endian machines. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define REJECT UINT64_MAX

/* Source, then destination, of the pseudo-header of every row. */
const uint8_t mip6_addresses[32] = {
    0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
    0x20, 0x01, 0x0d, 0xb8, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
};

struct update_fields {
    uint16_t sequence, flags, lifetime, present;
    uint8_t alternate[16];
    uint16_t home_nonce, care_of_nonce;
    uint8_t dns_status, dns_flags, name_length, authenticator_length;
    uint8_t name[256];
    uint8_t authenticator[256];
};

enum { ALTERNATE = 1, NONCES = 2, DNS = 4, AUTHORIZATION = 8 };

static inline uint16_t be16(const uint8_t *at)
{
    return (uint16_t)(at[0] << 8 | at[1]);
}

static inline uint64_t word(const uint8_t *at)
{
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static inline uint64_t mix(uint64_t digest, uint64_t value)
{
    return (digest << 5 | digest >> 59) ^ value;
}

static inline uint64_t place(const uint8_t *base, const uint8_t *part, size_t length)
{
    return (uint64_t)(part - base) | (uint64_t)length << 16;
}

static inline uint64_t parse(const uint8_t *in, size_t length)
{
    const uint8_t *alternate = NULL, *nonces = NULL, *dns = NULL, *authenticator = NULL;
    uint64_t unknown = 0;

    if (length < 16 || ((size_t)in[1] + 1) * 8 != length || in[0] != 59 || in[2] != 5)
        return REJECT;
    const uint8_t *at = in + 12, *end = in + length;
    while (at < end) {
        uint8_t kind = at[0];
        if (kind == 0) {
            at++;
            continue;
        }
        if (end - at < 2 || end - at - 2 < at[1])
            return REJECT;
        uint8_t size = at[1];
        const uint8_t *data = at + 2;
        at = data + size;
        switch (kind) {
        case 1:
            break;
        case 3:
            if (size != 16 || alternate)
                return REJECT;
            alternate = data;
            break;
        case 4:
            if (size != 4 || nonces)
                return REJECT;
            nonces = data;
            break;
        case 5:
            if (at != end)
                return REJECT;
            authenticator = data;
            break;
        case 17:
            if (size < 2 || dns)
                return REJECT;
            dns = data;
            break;
        default:
            unknown++;
        }
    }
    uint64_t digest = be16(in + 6) | (uint64_t)be16(in + 8) << 16
                      | (uint64_t)be16(in + 10) << 32 | unknown << 48;
    if (alternate)
        digest = mix(mix(digest, word(alternate)), word(alternate + 8));
    if (nonces)
        digest = mix(digest, (uint64_t)be16(nonces) << 16 | be16(nonces + 2) | 4ull << 40);
    if (dns)
        digest = mix(digest, place(in, dns + 2, dns[-1] - 2u) | (uint64_t)dns[0] << 32
                                 | (uint64_t)(dns[1] >> 7) << 40 | 17ull << 48);
    if (authenticator)
        digest = mix(digest, place(in, authenticator, authenticator[-1]) | 5ull << 48);
    return digest;
}

uint64_t mip6_c_parse(const uint8_t *in, size_t length, uint8_t *out, size_t room)
{
    (void)out, (void)room;
    return parse(in, length);
}

uint64_t mip6_c_mix(const uint8_t *in, size_t length, uint8_t *out, size_t room)
{
    uint64_t sum = 0;
    const uint8_t *end = in + length;
    (void)out, (void)room;
    while (in < end) {
        size_t size = in[0] | (size_t)in[1] << 8;
        in += 2;
        if (size > (size_t)(end - in))
            return REJECT;
        sum += parse(in, size);
        in += size;
    }
    return sum;
}

uint64_t mip6_c_walk(const uint8_t *in, size_t length, uint8_t *out, size_t room)
{
    const uint8_t *at = in, *end = in + length;
    uint64_t sum = 0;
    (void)out, (void)room;
    while (at < end) {
        uint8_t kind = at[0];
        if (kind == 0) {
            at++;
            continue;
        }
        if (end - at < 2 || end - at - 2 < at[1])
            return REJECT;
        if (kind != 1)
            sum += (uint64_t)kind * 8 + at[1];
        at += 2 + at[1];
    }
    return sum;
}

/* 32-bit words into 64 bits, folded once. */
static inline uint64_t add(uint64_t sum, const uint8_t *at, size_t length)
{
    for (; length >= 8; at += 8, length -= 8) {
        uint32_t one, two;
        memcpy(&one, at, 4);
        memcpy(&two, at + 4, 4);
        sum += one;
        sum += two;
    }
    if (length) {
        uint8_t last[8] = {0};
        memcpy(last, at, length);
        uint64_t value = word(last);
        sum += (value & 0xffffffff) + (value >> 32);
    }
    return sum;
}

static inline uint16_t checksum_between(const uint8_t *from, const uint8_t *to, const uint8_t *in,
                                        size_t length)
{
    uint64_t sum = __builtin_bswap32((uint32_t)length) + (135ull << 24);
    sum = add(sum, from, 16);
    sum = add(sum, to, 16);
    sum = add(sum, in, length);
    sum = (sum & 0xffffffff) + (sum >> 32);
    sum = (sum & 0xffffffff) + (sum >> 32);
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    return __builtin_bswap16((uint16_t)~sum);
}

static inline uint16_t checksum(const uint8_t *in, size_t length)
{
    return checksum_between(mip6_addresses, mip6_addresses + 16, in, length);
}

uint64_t mip6_c_checksum(const uint8_t *in, size_t length, uint8_t *out, size_t room)
{
    (void)out, (void)room;
    return checksum(in, length);
}

uint64_t mip6_c_parse_checksum(const uint8_t *in, size_t length, uint8_t *out, size_t room)
{
    (void)out, (void)room;
    return checksum(in, length) ? REJECT : parse(in, length);
}

static inline uint8_t *pad(uint8_t *at, unsigned count)
{
    if (count == 0)
        return at;
    if (count == 1) {
        *at = 0;
        return at + 1;
    }
    at[0] = 1;
    at[1] = (uint8_t)(count - 2);
    for (unsigned i = 2; i < count; i++)
        at[i] = 0;
    return at + count;
}

static inline uint8_t *put16(uint8_t *at, uint16_t value)
{
    value = __builtin_bswap16(value);
    memcpy(at, &value, 2);
    return at + 2;
}

static inline uint64_t emit(const struct update_fields *f, uint8_t *out, size_t room)
{
    if (room < 640)
        return REJECT;
    out[0] = 59;
    out[2] = 5;
    out[3] = 0;
    put16(out + 4, 0);
    put16(out + 6, f->sequence);
    put16(out + 8, f->flags);
    uint8_t *at = put16(out + 10, f->lifetime);
    if (f->present & ALTERNATE) {
        at = pad(at, (6u - (unsigned)(at - out)) & 7);
        at[0] = 3;
        at[1] = 16;
        memcpy(at + 2, f->alternate, 16);
        at += 18;
    }
    if (f->present & NONCES) {
        at = pad(at, (unsigned)(at - out) & 1);
        at[0] = 4;
        at[1] = 4;
        at = put16(at + 2, f->home_nonce);
        at = put16(at, f->care_of_nonce);
    }
    if (f->present & DNS) {
        at[0] = 17;
        at[1] = (uint8_t)(f->name_length + 2);
        at[2] = f->dns_status;
        at[3] = f->dns_flags;
        memcpy(at + 4, f->name, f->name_length);
        at += 4 + f->name_length;
    }
    if (f->present & AUTHORIZATION) {
        at = pad(at, (2u - (unsigned)(at - out)) & 7);
        at[0] = 5;
        at[1] = f->authenticator_length;
        memcpy(at + 2, f->authenticator, f->authenticator_length);
        at += 2 + f->authenticator_length;
    }
    at = pad(at, (0u - (unsigned)(at - out)) & 7);
    out[1] = (uint8_t)((at - out) / 8 - 1);
    return (uint64_t)(at - out);
}

uint64_t mip6_c_emit(const struct update_fields *f, uint8_t *out, size_t room)
{
    return emit(f, out, room);
}

uint64_t mip6_c_emit_checksum(const struct update_fields *f, uint8_t *out, size_t room)
{
    uint64_t length = emit(f, out, room);
    if (length != REJECT)
        put16(out + 4, checksum(out, length));
    return length;
}

/* An IPv6 packet, walked to its Mobility Header. */
struct packet {
    const uint8_t *source, *destination, *home_address_option, *routing_header, *mobility;
    size_t left;
};

/* False where an option runs past its header, or a Home Address option is not as it has to be. */
static inline bool destination_options(const uint8_t *at, const uint8_t *end, const uint8_t **found)
{
    const uint8_t *here = NULL;
    while (at < end) {
        if (at[0] == 0) {
            at++;
            continue;
        }
        if (end - at < 2 || end - at - 2 < at[1])
            return false;
        if (at[0] == 201) {
            if (at[1] != 16 || here)
                return false;
            here = at + 2;
        }
        at += 2 + at[1];
    }
    if (here) {
        if (*found)
            return false;
        *found = here;
    }
    return true;
}

static inline bool walk_packet(struct packet *p, const uint8_t *in, size_t length)
{
    if (length < 40 || in[0] >> 4 != 6)
        return false;
    size_t left = be16(in + 4);
    if (length - 40 < left)
        return false;
    uint8_t header = in[6];
    const uint8_t *at = in + 40;
    p->source = in + 8;
    p->destination = in + 24;
    p->home_address_option = p->routing_header = NULL;
    for (;;) {
        size_t size;
        if (header == 135) {
            p->mobility = at;
            p->left = left;
            return true;
        }
        if (left < 2)
            return false;
        size = ((size_t)at[1] + 1) * 8;
        switch (header) {
        case 60:
            if (size > left || !destination_options(at + 2, at + size, &p->home_address_option))
                return false;
            break;
        case 43:
            if (left > 2 && at[2] == 2) {
                if (size != 24 || size > left || at[3] != 1 || p->routing_header)
                    return false;
                p->routing_header = at + 8;
            }
            break;
        case 0:
            break;
        case 44:
            size = 8;
            if (left < 8 || at[2] != 0 || (at[3] & 0xf9) != 0)
                return false;
            break;
        case 51:
            size = ((size_t)at[1] + 2) * 4;
            break;
        default:
            return false;
        }
        if (size > left)
            return false;
        header = at[0];
        at += size;
        left -= size;
    }
}

uint64_t mip6_c_ipv6_walk(const uint8_t *in, size_t length, uint8_t *out, size_t room)
{
    struct packet p;
    (void)out, (void)room;
    if (!walk_packet(&p, in, length))
        return REJECT;
    const uint8_t *home = p.home_address_option ? p.home_address_option : p.source;
    return mix(mix(place(in, p.mobility, p.left), word(home)), word(home + 8));
}

/* As src/fields.rs has it. */
struct registered {
    uint16_t granted;
    uint8_t name_length;
    uint8_t name[253];
};

static inline uint8_t lower(uint8_t octet)
{
    return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
}

static inline bool is_label_octet(uint8_t octet)
{
    return octet > 0x20 && octet < 0x7f && octet != '.' && octet != '\\';
}

/* 0 where the octets are the registered name, 129 where they are another, 128 where they are none. */
static inline uint8_t judge(const struct registered *known, const uint8_t *name, size_t length)
{
    size_t at = 0;
    bool same;

    while (at < length && name[at] >= 1 && name[at] <= 63 && length - at > name[at])
        at += 1 + name[at];
    if (length > 0 && at == length - 1 && name[at] == 0) {
        if (length < 3 || length > 255)
            return 128;
        same = length - 2 == known->name_length;
        for (at = 0; name[at];) {
            size_t end = at + 1 + name[at];
            if (at && same)
                same = known->name[at - 1] == '.';
            for (at++; at < end; at++) {
                if (!is_label_octet(name[at]))
                    return 128;
                if (same)
                    same = lower(name[at]) == known->name[at - 1];
            }
        }
        return same ? 0 : 129;
    }
    if (length > 0 && name[length - 1] == '.')
        length--;
    if (length == 0 || length > 253)
        return 128;
    same = length == known->name_length;
    size_t open = 0;
    for (at = 0; at < length; at++) {
        if (name[at] == '.') {
            if (at - open - 1 > 62)
                return 128;
            open = at + 1;
        } else if (!is_label_octet(name[at])) {
            return 128;
        }
        if (same)
            same = lower(name[at]) == known->name[at];
    }
    if (length - open - 1 > 62)
        return 128;
    return same ? 0 : 129;
}

uint64_t mip6_c_home_agent(const struct registered *known, const uint8_t *in, size_t length,
                           uint8_t *out, size_t room)
{
    struct packet p;
    if (room < 640 || !walk_packet(&p, in, length))
        return REJECT;
    const uint8_t *home = p.home_address_option ? p.home_address_option : p.source;
    const uint8_t *agent = p.routing_header ? p.routing_header : p.destination;
    const uint8_t *mh = p.mobility;
    size_t size = p.left < 8 ? SIZE_MAX : ((size_t)mh[1] + 1) * 8;
    if (size > p.left || checksum_between(home, agent, mh, size) != 0)
        return REJECT;
    if (mh[0] != 59 || mh[2] != 5 || size < 16 || !(mh[8] & 0x40))
        return REJECT;

    const uint8_t *alternate = NULL, *dns = NULL, *at = mh + 12, *end = mh + size;
    while (at < end) {
        uint8_t kind = at[0];
        if (kind == 0) {
            at++;
            continue;
        }
        if (end - at < 2 || end - at - 2 < at[1])
            return REJECT;
        uint8_t count = at[1];
        const uint8_t *data = at + 2;
        at = data + count;
        switch (kind) {
        case 2:
            if (count != 2)
                return REJECT;
            break;
        case 3:
            if (count != 16 || alternate)
                return REJECT;
            alternate = data;
            break;
        case 4:
            if (count != 4)
                return REJECT;
            break;
        case 5:
            if (at != end)
                return REJECT;
            break;
        case 17:
            if (count < 2)
                return REJECT;
            if (!dns)
                dns = data;
            break;
        }
    }

    uint16_t lifetime = be16(mh + 10);
    if (lifetime > known->granted)
        lifetime = known->granted;
    uint8_t action = 0, status = 0;
    if (dns) {
        status = judge(known, dns + 2, dns[-1] - 2u);
        action = status ? 3 : dns[1] & 0x80 ? 2 : 1;
    }
    memcpy(out, home, 16);
    memcpy(out + 16, alternate ? alternate : p.source, 16);
    put16(out + 32, lifetime);
    out[34] = action;
    out[35] = status;
    memset(out + 36, 0, 4);
    if (!(mh[8] & 0x80))
        return 40;

    uint8_t *reply = out + 40, *to = reply + 12;
    reply[0] = 59;
    reply[2] = 6;
    reply[3] = 0;
    put16(reply + 4, 0);
    reply[6] = 0;
    reply[7] = 0;
    memcpy(reply + 8, mh + 6, 2);
    put16(reply + 10, lifetime);
    if (dns) {
        to[0] = 17;
        to[1] = dns[-1];
        to[2] = status;
        to[3] = dns[1] & 0x80;
        memcpy(to + 4, dns + 2, dns[-1] - 2u);
        to += 2 + dns[-1];
    }
    to = pad(to, (0u - (unsigned)(to - reply)) & 7);
    size = (size_t)(to - reply);
    reply[1] = (uint8_t)(size / 8 - 1);
    put16(reply + 4, checksum_between(agent, home, reply, size));
    return 40 + size;
}

# What .ci/link-gate and .ci/sizes share; sourced, with the repository's root as the working directory.

gate=tests/link_gate
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target/link-gate}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

missing() {
    echo "$0: $1" >&2
    exit 2
}

# the linker that comes with the compiler
lld=$(find "$(rustc --print sysroot)/lib/rustlib" -name rust-lld -type f 2>/dev/null | head -n 1)
[ -n "$lld" ] || lld=$(command -v ld.lld) || missing "no linker: the toolchain has no rust-lld and the system no ld.lld"

need_target() {
    if command -v rustup >/dev/null && ! rustup target list --installed | grep -qx "$1"; then
        rustup target add "$1" >/dev/null 2>&1 || missing "the target $1 is not installed and rustup cannot add it"
    fi
}

# build TARGET LEVEL [PACKAGE]: the archive's path is put into $archive
build() {
    local package=${3:-link-gate}
    CARGO_PROFILE_RELEASE_OPT_LEVEL=$2 cargo build --quiet --release --manifest-path $gate/Cargo.toml \
        --package "$package" --target "$1" || exit
    archive=$CARGO_TARGET_DIR/$1/release/lib${package//-/_}.a
}

# emulation TARGET: the name by which the linker knows the machine
emulation() {
    case $1 in
        thumb*) echo armelf ;;
        riscv32*) echo elf32lriscv ;;
        aarch64*) echo aarch64elf ;;
        *) missing "no linker emulation is known for $1" ;;
    esac
}

# link_entry TARGET ENTRY ARCHIVE OUTPUT [OPTION...]: that entry and what it needs
link_entry() {
    "$lld" -flavor gnu -m "$(emulation "$1")" --gc-sections -u "$2" -e "$2" -T $gate/link.ld \
        --oformat binary "$3" -o "$4" "${@:5}" 2>"$work/errors"
}

# the names of all entries
entries() {
    sed -nE 's/^    ([a-z0-9_]+): \|job\|.*/\1/p' $gate/src/*.rs | sort
}

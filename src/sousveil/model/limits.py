"""The limits of a scan, handed down unchanged; what they stop is a gap."""

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """All sizes in bytes.

    out         bytes that may come out of all containers of one outermost file
    ratio       times its stored size that one member may grow, once it is past ``ratio_from``
    depth       layers inside one outermost file
    members     members of all containers of one outermost file
    in_memory   a member larger than this is spilled to an unnamed file and mapped
    read_source a source or markup file larger than this is read by lines, not by structure
    read_text   no text larger than this is decoded; only the surroundings of its places are
    units       text units that one blob may give
    seconds     watchdog for one outermost file; its gap marks the report as not reproducible
    tool_seconds  watchdog for one run of a tool of others, and the processor time that it may use; the same holds
    passwords   tried on what is encrypted; not a limit, but needed wherever a limit is; never in a report
    """

    out: int = 16 << 30
    ratio: int = 1000
    ratio_from: int = 64 << 20
    depth: int = 24
    members: int = 1_000_000
    in_memory: int = 512 << 20
    read_source: int = 32 << 20
    read_text: int = 256 << 20
    units: int = 2_000_000
    seconds: int = 900
    tool_seconds: int = 300
    passwords: tuple[str, ...] = ()

/// The NATS configuration language: text becomes a tree in which everything knows where it stands.
///
/// **Start at** [ConfParser] for the way in and [ConfNode] for what comes out.
///
/// - Nothing here knows an option: which keys exist and what they mean is decided by the reader of
///   the tree.
/// - The world is reached by two ports, [ConfVariables] and [ConfFiles]; [NioConfFiles] is the only
///   class that opens a file.
/// - All mistakes are collected. Their messages never hold a value or a piece of a file, since both
///   may be secrets; the position says which one is meant.
/// - Input from strangers is bounded in bytes, depth, files, mistakes and in what variables may
///   multiply.
///
/// ```
///            ConfFiles     ConfVariables
///                ▲               ▲
/// ConfSource ─▶ ConfParser: StructureReader ─▶ ScalarReader ─▶ ConfResult(ConfNode.Map, mistakes)
///                            maps, lists        one value           │
///                                               ConfWriter ◀────────┴────────▶ ConfDigest
/// ```
@NullMarked
package io.nuncio.config.conf;

import org.jspecify.annotations.NullMarked;

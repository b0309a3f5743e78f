package io.nuncio.app.architecture;

import static java.util.stream.Collectors.joining;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A Java file as the compiler's parser sees it.
///
/// @param name path from the checkout's root
/// @param typeNames simple names of the types declared in it, nested ones too
/// @param methodLines lines of each method, annotations included, by `name#method(parameter types)`
record Source(
    Path file,
    String name,
    List<String> lines,
    List<String> typeNames,
    Map<String, Integer> methodLines) {

  /// Parses all sources of the checkout in one go.
  static List<Source> readAll(Checkout checkout) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var inputs = files.getJavaFileObjectsFromPaths(checkout.javaSources());
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, inputs);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      var sources = new ArrayList<Source>();
      for (CompilationUnitTree unit : task.parse()) {
        sources.add(read(checkout, unit, positions));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the file is part of the product, not of its tests.
  boolean isMain() {
    return name.contains("/src/main/");
  }

  private static Source read(
      Checkout checkout, CompilationUnitTree unit, SourcePositions positions) {
    Path file = Path.of(unit.getSourceFile().toUri());
    String name = checkout.name(file);
    var typeNames = new ArrayList<String>();
    var methodLines = new TreeMap<String, Integer>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
        typeNames.add(type.getSimpleName().toString());
        return super.visitClass(type, null);
      }

      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
        methodLines.merge(name + "#" + signature(method), lineCount(method), Math::max);
        return super.visitMethod(method, null);
      }

      private int lineCount(Tree tree) {
        var lineMap = unit.getLineMap();
        long first = lineMap.getLineNumber(positions.getStartPosition(unit, tree));
        return (int) (lineMap.getLineNumber(positions.getEndPosition(unit, tree)) - first + 1);
      }
    }.scan(unit, null);
    try {
      return new Source(file, name, Files.readAllLines(file), typeNames, methodLines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String signature(MethodTree method) {
    return method.getParameters().stream()
        .map(parameter -> String.valueOf(parameter.getType()).replace(" ", ""))
        .collect(joining(",", method.getName() + "(", ")"));
  }
}

package io.nuncio.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// One line of the map: a part of the code and what it may use besides itself.
///
/// @param name what the line is called in reports
/// @param packages the part, as an ArchUnit package pattern
/// @param uses patterns of what it may use
record Room(String name, String packages, List<String> uses) {

  /// Nothing but itself, `uses` and `always`.
  DynamicTest check(JavaClasses code, List<String> always) {
    return test(
        code,
        classes()
            .that()
            .resideInAPackage(packages)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(allowed(always)));
  }

  /// Nothing of the packages at and below `area` but itself and `uses`; outside of it, anything.
  DynamicTest checkWithin(JavaClasses code, String area) {
    return test(
        code,
        noClasses()
            .that()
            .resideInAPackage(packages)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(area + "..")
                    .and(DescribedPredicate.not(resideInAnyPackage(allowed(List.of()))))));
  }

  private DynamicTest test(JavaClasses code, ArchRule rule) {
    return DynamicTest.dynamicTest(
        name,
        () ->
            rule.because("the map in ArchitectureTest says so").allowEmptyShould(true).check(code));
  }

  private String[] allowed(List<String> always) {
    return Stream.of(List.of(packages), uses, always).flatMap(List::stream).toArray(String[]::new);
  }
}

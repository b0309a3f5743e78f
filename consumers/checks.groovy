// What holds for each of them: nothing warns, and nothing comes along that was not asked for.

def log = new File(basedir, 'build.log').readLines()
// Maven's compiler plugin says so of each project on the module path that uses bcrypt, which has no
// name of a module in its manifest; about the project it says nothing. And the profiles of the build
// above are asked of these, too.
def known = ~/^\[WARNING\] (\*+|\* Required filename-based automodules detected: \[bcrypt-.*|The requested profile "[a-z-]+" could not be activated because it does not exist\.)$/
def warnings = log.findAll { it =~ /(?i)\bwarn(ing)?\b|severe|no providers|(?-i:SLF4J)/ && !(it ==~ known) }
assert warnings.isEmpty()

def expected = new File(basedir, 'expected-dependencies.txt').readLines()
def found = new File(basedir, 'target/dependencies.txt').readLines()*.replaceAll(/(io\.nuncio:[^:]+:jar):[^:]+/, '$1')
assert found == expected

// What is installed stands for itself: neither a parent nor a variable of the build.
def poms = []
new File(basedir, '../../repository/io/nuncio').eachFileRecurse { if (it.name.endsWith('.pom')) poms << it }
poms = poms.findAll { !(it.name ==~ /nuncio-\d.*/) }
assert poms.size() > 5
poms.each { pom ->
    def project = new groovy.xml.XmlSlurper().parse(pom)
    assert project.parent.isEmpty() : pom
    assert !pom.text.contains('${') || pom.name.startsWith('nuncio-bom-') : pom
    ['name', 'description', 'licenses', 'developers'].each { assert !project[it].isEmpty() : "$it in $pom" }
}

true

// Run by the build of the folder above, when this project is built.
evaluate(new File(basedir, '../../../checks.groovy'))

# plan-search: make run | test | check | asan | bench | bench-rank | install | all | clean
# BUILD=release (default), debug or asan chooses the folder under build/.
# PLANS=dir: what `make run` indexes.  UPDATE=1: `make check` writes the golden
# files anew.  ONLY=word: `make test` runs the tests whose name contains it.
BUILD ?= release
PREFIX ?= /usr/local
O := build/$(BUILD)
ifeq ($(filter $(BUILD),release debug asan),)
$(error BUILD is release, debug or asan, not '$(BUILD)')
endif

ROOMS := messages data text model xapian store emit manual source clean parse \
         masks words write icmd query match align reuse indicators extraction \
         statistics views scmd
DIR_messages := common/messages
DIR_data := common/data
DIR_text := common/text
DIR_model := common/model
DIR_xapian := common/xapian
DIR_store := common/store
DIR_emit := common/emit
DIR_manual := common/manual
DIR_source := indexer/source
DIR_clean := indexer/clean
DIR_parse := indexer/parse
DIR_masks := indexer/masks
DIR_words := indexer/words
DIR_write := indexer/write
DIR_icmd := indexer/cmd
DIR_query := searcher/query
DIR_match := searcher/match
DIR_align := searcher/align
DIR_reuse := searcher/reuse
DIR_indicators := searcher/indicators
DIR_extraction := searcher/extraction
DIR_statistics := searcher/statistics
DIR_views := searcher/views
DIR_scmd := searcher/cmd

PACKAGES := glib-2.0 gio-2.0 jansson icu-uc icu-i18n libutf8proc xapian-core
CFLAGS_release := -O2 -g
CFLAGS_debug := -O0 -g
CFLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer \
               -fno-sanitize-recover=undefined
WARN := -Wall -Wextra -Werror
# Asked once and late: before scripts/setup has run there is no pkg-config.
PACKAGE_CFLAGS = $(eval PACKAGE_CFLAGS := \
                   $$(shell pkg-config --cflags $(PACKAGES)))$(PACKAGE_CFLAGS)
PACKAGE_LIBS = $(eval PACKAGE_LIBS := \
                 $$(shell pkg-config --libs $(PACKAGES)))$(PACKAGE_LIBS)
FLAGS = $(CFLAGS_$(BUILD)) $(WARN) -I. -D_GNU_SOURCE -MMD -MP $(PACKAGE_CFLAGS)
ALL_CFLAGS = -std=c17 $(FLAGS) $(CFLAGS)
ALL_CXXFLAGS = -std=c++17 $(FLAGS) $(CXXFLAGS)
LDLIBS = $(PACKAGE_LIBS) -lcsv -lxlsxwriter -lm
LDFLAGS += $(CFLAGS_$(BUILD)) -Wl,--as-needed

# Archives in link order: a room may use those after it in this list.
reverse = $(if $(1),$(call reverse,$(wordlist 2,99,$(1))) $(firstword $(1)))
archive = $(O)/lib$(1).a
sources = $(wildcard $(DIR_$(1))/*.c $(DIR_$(1))/*.cc)
objects = $(patsubst %,$(O)/%.o,$(call sources,$(1)))

COMMON := messages data text model xapian store emit manual
INDEXER := $(COMMON) source clean parse masks words write icmd
SEARCHER := $(COMMON) query match align reuse indicators extraction statistics \
            views scmd
link = $(foreach room,$(call reverse,$(1)),$(call archive,$(room)))

all: $(O)/plan-index $(O)/plan-search locale man

define room_rules
$(call archive,$(1)): $(call objects,$(1))
	@rm -f $$@
	@mkdir -p $$(@D)
	@$$(AR) rcs $$@ $$^
endef
$(foreach room,$(ROOMS),$(eval $(call room_rules,$(room))))

$(O)/%.c.o: %.c
	@mkdir -p $(@D)
	@echo '  CC $<'
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(O)/%.cc.o: %.cc
	@mkdir -p $(@D)
	@echo '  CXX $<'
	@$(CXX) $(ALL_CXXFLAGS) -c -o $@ $<

# corpus/ goes into the programs as a GResource.
CORPUS := $(wildcard corpus/*.tsv corpus/rules/*.tsv corpus/lexicon/*.tsv \
            corpus/sample/*)
$(O)/corpus.xml: scripts/corpus-xml $(CORPUS) | corpus
	@mkdir -p $(@D)
	@scripts/corpus-xml $(CORPUS) > $@
$(O)/corpus.c: $(O)/corpus.xml $(CORPUS)
	@glib-compile-resources --sourcedir=corpus --generate-source \
	    --c-name corpus --target=$@ $<
$(O)/corpus.c.o: $(O)/corpus.c
	@echo '  CC $<'
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(call archive,data): $(O)/corpus.c.o

$(O)/plan-index: $(O)/indexer/main.c.o $(call link,$(INDEXER))
	@echo '  LD $@'
	@$(CXX) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(O)/plan-search: $(O)/searcher/main.c.o $(call link,$(SEARCHER))
	@echo '  LD $@'
	@$(CXX) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# What people read, in their language: common/messages/messages.h.
CATALOGUES := $(patsubst common/messages/%.po,\
                $(O)/locale/%/LC_MESSAGES/plan-search.mo,\
                $(wildcard common/messages/*.po))
locale: $(CATALOGUES)
$(O)/locale/%/LC_MESSAGES/plan-search.mo: common/messages/%.po
	@mkdir -p $(@D)
	@echo '  MSGFMT $<'
	@msgfmt --check -o $@ $<
# Puts new messages into the catalogues, for someone to translate.
messages:
	@scripts/messages update

# Manual pages and bash completion: what the programs' own tables say.
SEARCH_TOPIC_plan-search.1 := man
SEARCH_TOPIC_plan-query.7 := man-query
SEARCH_TOPIC_plan-output.5 := man-output
SEARCH_PAGES := $(addprefix $(O)/man/,plan-search.1 plan-query.7 plan-output.5)
man: $(SEARCH_PAGES) $(O)/man/plan-index.1 $(O)/completions/plan-search \
     $(O)/completions/plan-index
write_topic = @mkdir -p $(@D) && LC_ALL=C $< help $(1) > $@
$(SEARCH_PAGES): $(O)/plan-search
	$(call write_topic,$(SEARCH_TOPIC_$(@F)))
$(O)/man/plan-index.1: $(O)/plan-index
	$(call write_topic,man)
$(O)/completions/%: $(O)/%
	$(call write_topic,completion)

# tests/unit/<room>_<what>.c links the rooms up to its own.
UNIT_SOURCES := $(wildcard tests/unit/*.c)
UNIT_TESTS := $(patsubst tests/unit/%.c,$(O)/tests/%,$(UNIT_SOURCES))
upto = $(if $(filter $(1),$(filter-out $(COMMON),$(SEARCHER))),\
  $(call take,$(1),$(SEARCHER)),$(call take,$(1),$(INDEXER)))
take = $(if $(2),$(if $(filter $(1),$(firstword $(2))),$(1),\
  $(firstword $(2)) $(call take,$(1),$(wordlist 2,99,$(2)))))
define unit_rules
$(O)/tests/$(1): $(O)/tests/unit/$(1).c.o \
    $(call link,$(call upto,$(firstword $(subst _, ,$(1)))))
	@mkdir -p $$(@D)
	@echo '  LD $$@'
	@$$(CXX) $$(LDFLAGS) -o $$@ $$^ -lcriterion $$(LDLIBS)
endef
$(foreach test,$(patsubst tests/unit/%.c,%,$(UNIT_SOURCES)),\
  $(eval $(call unit_rules,$(test))))
unit-tests: $(UNIT_TESTS)

# The targets for people install what they need and then build in a make of
# their own, which finds the compiler and the libraries in place.
run:
	@scripts/setup
	@$(MAKE) --no-print-directory all
	@BUILD=$(BUILD) PLANS='$(PLANS)' scripts/run

test:
	@scripts/setup test
	@$(MAKE) --no-print-directory all unit-tests
	@tests/run --build $(O) $(if $(UPDATE),--update) $(ONLY)

check:
	@scripts/setup check
	@$(MAKE) --no-print-directory format tidy layers marks
	@$(MAKE) --no-print-directory test

asan:
	@$(MAKE) --no-print-directory test BUILD=asan

bench:
	@scripts/setup bench
	@$(MAKE) --no-print-directory all
	@tests/bench/run

# ONLY=word: variants of loose ranking whose name contains it.
bench-rank:
	@scripts/setup bench
	@$(MAKE) --no-print-directory all
	@tests/bench/rank $(ONLY)

CODE := $(wildcard $(foreach top,common indexer searcher,\
          $(top)/*.[ch] $(top)/*/*.[ch]))
TEST_CODE := $(wildcard tests/unit/*.[ch] tests/fuzz/*.[ch] tests/bench/*.[ch])
format:
	@clang-format --dry-run -Werror $(CODE) $(TEST_CODE) \
	    $(wildcard common/xapian/*.cc)
layers:
	@scripts/check-layers
marks:
	@! grep -nE '\b(TODO|FIXME|XXX|HACK)\b' $(CODE) $(TEST_CODE) \
	    $(wildcard common/xapian/*.cc)

# One stamp a file, so that only what changed is looked at again.
TIDY := $(patsubst %.c,build/tidy/%.c.ok,$(filter %.c,$(CODE)))
tidy: $(TIDY)
build/tidy/%.c.ok: %.c .clang-tidy
	@mkdir -p $(@D)
	@echo '  TIDY $<'
	@clang-tidy --quiet $< -- -std=c17 -I. -D_GNU_SOURCE $(PACKAGE_CFLAGS)
	@touch $@

# The programs carry corpus/ inside; all they look for beside them are messages
# in other languages.
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/doc/plan-search
	cd $(O) && find locale -name '*.mo' -exec install -D -m 644 '{}' \
	    '$(abspath $(DESTDIR)$(PREFIX))/share/{}' ';'
	for page in $(notdir $(wildcard $(O)/man/*)); do install -D -m 644 \
	    $(O)/man/$$page \
	    $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$$page; done
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -m 644 $(O)/completions/* \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install $(O)/plan-index $(O)/plan-search $(DESTDIR)$(PREFIX)/bin
	install -m 644 README.md LICENSE \
	    $(DESTDIR)$(PREFIX)/share/doc/plan-search

clean:
	rm -rf build

.PHONY: all locale man messages unit-tests run test check asan bench bench-rank format layers marks tidy \
        install clean
.DELETE_ON_ERROR:
.SECONDARY:
-include $(shell find $(O) -name '*.d' 2>/dev/null)

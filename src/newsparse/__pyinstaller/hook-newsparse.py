"""PyInstaller's hook: the model and the word lists, the stages that entry points name, the data of lemminflect."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata

datas = collect_data_files("newsparse") + collect_data_files("lemminflect") + collect_data_files("py3langid")
datas += copy_metadata("newsparse") + copy_metadata("spacy")
hiddenimports = collect_submodules("newsparse", filter=lambda name: "__pyinstaller" not in name)
